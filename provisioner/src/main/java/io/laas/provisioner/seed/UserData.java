package io.laas.provisioner.seed;

import io.laas.model.SshKey;
import io.laas.model.layout.MachineLayout;
import io.laas.model.operation.VpodPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cloud-init's user data: the account with the users' keys, and what the config adds. */
final class UserData {
    private static final String ROOT = "root";

    private UserData() {}

    static Map<String, Object> of(VpodPlan plan, MachineLayout machine) {
        String user = plan.image(machine.spec()).user();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("hostname", machine.name());
        data.put("preserve_hostname", false);
        data.put("ssh_pwauth", false);
        data.put("disable_root", !user.equals(ROOT));
        data.put("users", List.of(account(user, plan.keys())));
        return merge(data, plan.config().cloudInit());
    }

    private static Map<String, Object> account(String user, List<SshKey> keys) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("name", user);
        if (!user.equals(ROOT)) {
            account.put("lock_passwd", true);
            account.put("shell", "/bin/bash");
            account.put("sudo", "ALL=(ALL) NOPASSWD:ALL");
        }
        // an empty list is no valid cloud-config
        if (!keys.isEmpty()) {
            account.put("ssh_authorized_keys", keys.stream().map(SshKey::line).toList());
        }
        return account;
    }

    /** Maps are merged, lists joined, anything else is replaced by what the config says. */
    private static Map<String, Object> merge(Map<String, Object> ours, Map<String, Object> theirs) {
        Map<String, Object> merged = new LinkedHashMap<>(ours);
        theirs.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> merged.merge(e.getKey(), e.getValue(), UserData::mergeValue));
        return merged;
    }

    @SuppressWarnings("unchecked")
    private static Object mergeValue(Object ours, Object theirs) {
        if (ours instanceof Map<?, ?> a && theirs instanceof Map<?, ?> b) {
            return merge((Map<String, Object>) a, (Map<String, Object>) b);
        }
        if (ours instanceof List<?> a && theirs instanceof List<?> b) {
            List<Object> both = new ArrayList<>(a);
            both.addAll(b);
            return both;
        }
        return theirs;
    }
}
