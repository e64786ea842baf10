package io.laas.model.wire;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.laas.model.ImageId;
import io.laas.model.LabId;
import io.laas.model.VpodId;
import io.laas.model.operation.ImageStock;
import io.laas.model.operation.MachineAccess;
import io.laas.model.operation.OwnerTag;
import io.laas.model.operation.PodAccess;
import io.laas.model.operation.TaskReport;
import io.laas.model.operation.TaskState;
import io.laas.model.pod.Capacity;
import io.laas.model.pod.Config;
import io.laas.model.pod.NodeRole;
import io.laas.model.pod.Pod;
import io.laas.model.pod.Pods;
import io.laas.model.use.MachineUse;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Finds the records of the wire and fills them with random values. */
final class WireRecords {
    private WireRecords() {}

    /** Returns every record of the package but the generic page. */
    static List<Class<?>> all() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(WireJson.class.getPackageName())
                        .stream()
                        .map(JavaClass::reflect)
                        .filter(Class::isRecord)
                        .filter(c -> c != PageJson.class)
                        .<Class<?>>map(c -> c)
                        .sorted(Comparator.comparing(Class::getName))
                        .toList();
    }

    static Object random(Type type, Random random) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic, random);
        }
        if (type == String.class || type == Object.class) {
            return text(random);
        }
        if (type == int.class || type == Integer.class) {
            return random.nextInt();
        }
        if (type == long.class || type == Long.class) {
            return random.nextLong();
        }
        if (type == double.class) {
            return random.nextDouble();
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        return type == Instant.class ? Instant.ofEpochMilli(random.nextLong(1L << 42)) : object(type, random);
    }

    private static Object object(Type type, Random random) {
        if (type == Pod.class) {
            return Pods.pharos();
        }
        if (type == Config.class) {
            return Pods.config();
        }
        if (type == Capacity.class) {
            return new Capacity(random.nextInt(99), random.nextInt(99), random.nextInt(99));
        }
        if (type == PodAccess.class) {
            return new PodAccess(
                    "10.0.0.1",
                    22,
                    "laas",
                    List.of(new MachineAccess("jump", NodeRole.JUMPHOST, "laas", Map.of("admin", "10.0.0.1"))));
        }
        if (type == MachineUse.class) {
            return new MachineUse(
                    text(random), random.nextBoolean(), random.nextInt(99), random.nextInt(99), random.nextInt(9));
        }
        if (type == ImageStock.class) {
            return new ImageStock(
                    List.of(new ImageStock.Known(new ImageId("debian"), random.nextInt(99), random.nextInt(99))),
                    List.of(new ImageStock.UnusedFile("golden-1.qcow2", random.nextInt(99))),
                    List.of(),
                    text(random));
        }
        if (type == OwnerTag.class) {
            return new OwnerTag("c", new LabId("main"), new VpodId("rack1"), text(random), text(random));
        }
        if (type == TaskReport.class) {
            return new TaskReport("disks", text(random), TaskState.RUNNING, random.nextInt(101), text(random));
        }
        Class<?> plain = (Class<?>) type;
        return plain.isEnum()
                ? plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)]
                : record(plain, random);
    }

    private static Object record(Class<?> type, Random random) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(c ->
                        c.getType().isPrimitive() || random.nextInt(4) > 0 ? random(c.getGenericType(), random) : null)
                .toArray();
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }

    private static Object collection(ParameterizedType generic, Random random) {
        Type[] of = generic.getActualTypeArguments();
        if (generic.getRawType() == Map.class) {
            return Map.of("a", random(of[1], random), "b", random(of[1], random));
        }
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> random(of[0], random))
                .toList();
    }

    private static String text(Random random) {
        String letters = "abc XYZ09-_\"\\/<>&'\n\t\u00e9\u4e2d\u0001";
        return random.ints(random.nextInt(12), 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .reduce("", String::concat);
    }
}
