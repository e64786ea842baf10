"""Answers on the port of the QEMU guest agent in machines whose image has no agent of its own.

Speaks the part of its protocol that Lab as a Service and libvirt use, a JSON object a line, as QEMU's "Guest Agent Protocol
Reference" has it. With "-" in place of a port it reads standard input and writes standard output.
"""

import base64
import errno
import fcntl
import glob
import json
import os
import re
import subprocess
import sys
import threading
import time

NAME = "org.qemu.guest_agent.0"
LONGEST_LINE = 16 << 20
MOST_OUTPUT = 1 << 20
PAUSE = 0.05
PORT_PAUSE = 0.5
FREEZE = 0xC0045877
THAW = 0xC0045878

FROZEN = "/run/laas-frozen"

programs = {}


class Refused(Exception):
    """What was asked for cannot be done; says why."""


class Program:
    """A program that was started, with what it printed."""

    def __init__(self, asked):
        given = base64.b64decode(asked.get("input-data", ""))
        keep = subprocess.PIPE if asked.get("capture-output") else subprocess.DEVNULL
        environment = dict(e.partition("=")[::2] for e in asked["env"]) if "env" in asked else None
        self.process = subprocess.Popen(
            [asked["path"]] + asked.get("arg", []),
            stdin=subprocess.PIPE if given else subprocess.DEVNULL,
            stdout=keep,
            stderr=keep,
            env=environment,
        )
        self.printed = {"out": bytearray(), "err": bytearray()}
        self.cut = set()
        self.threads = []
        if given:
            self.also(self.feed, given)
        if keep == subprocess.PIPE:
            self.also(self.collect, "out", self.process.stdout)
            self.also(self.collect, "err", self.process.stderr)
        self.also(self.process.wait)

    def also(self, work, *arguments):
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        thread.start()
        self.threads.append(thread)

    def feed(self, given):
        try:
            with self.process.stdin as stream:
                stream.write(given)
        except BrokenPipeError:
            pass

    def collect(self, which, stream):
        kept = self.printed[which]
        with stream:
            for piece in iter(lambda: stream.read1(65536), b""):
                room = MOST_OUTPUT - len(kept)
                kept += piece[:room]
                if len(piece) > room:
                    self.cut.add(which)

    def status(self):
        if any(t.is_alive() for t in self.threads):
            return {"exited": False}
        code = self.process.returncode
        told = {"exited": True, **({"exitcode": code} if code >= 0 else {"signal": -code})}
        for which, kept in self.printed.items():
            if kept:
                told[which + "-data"] = base64.b64encode(kept).decode()
            if which in self.cut:
                told[which + "-truncated"] = True
        return told


def execute(asked):
    program = Program(asked)
    programs[program.process.pid] = program
    return {"pid": program.process.pid}


def execution_status(asked):
    if asked["pid"] not in programs:
        raise Refused("there is no program %s" % asked["pid"])
    told = programs[asked["pid"]].status()
    if told["exited"]:
        del programs[asked["pid"]]
    return told


def set_time(asked):
    if "time" in asked:
        time.clock_settime(time.CLOCK_REALTIME, asked["time"] / 1e9)
    silence = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        subprocess.call(["hwclock", "-w" if "time" in asked else "-s"], **silence)
    except OSError:
        if "time" not in asked:
            raise
    return {}


def frozen():
    """Told by a file in memory, so that an agent that was started again knows, too."""
    return os.path.exists(FROZEN)


def file_systems():
    """Returns where those on disks are mounted, each once."""
    found = {}
    with open("/proc/self/mounts") as mounts:
        for line in mounts:
            device, place = line.split(" ")[:2]
            if device.startswith("/dev/"):
                found.setdefault(device, re.sub(r"\\([0-7]{3})", lambda m: chr(int(m.group(1), 8)), place))
    return list(found.values())


def control(place, request):
    directory = os.open(place, os.O_RDONLY)
    try:
        fcntl.ioctl(directory, request, 0)
    finally:
        os.close(directory)


def freeze(asked):
    count = 0
    with open(FROZEN, "w"):
        pass
    try:
        for place in reversed(file_systems()):
            try:
                control(place, FREEZE)
                count += 1
            except OSError as e:
                if e.errno not in (errno.EOPNOTSUPP, errno.EBUSY, errno.ENOTTY):
                    raise
    except OSError:
        thaw(asked)
        raise
    return count


def thaw(asked):
    """Thaws all there are, as often as they were frozen."""
    count = 0
    for place in file_systems():
        try:
            while True:
                control(place, THAW)
                count += 1
        except OSError:
            # it is not frozen any more, or cannot be
            pass
    if frozen():
        os.remove(FROZEN)
    return count


def shut_down(asked):
    how = {"powerdown": "-P", "halt": "-H", "reboot": "-r"}.get(asked.get("mode", "powerdown"))
    if how is None:
        raise Refused("mode is one of powerdown, halt, reboot")
    subprocess.Popen(["shutdown", how, "now"], stdin=subprocess.DEVNULL)


def information(asked):
    return {"version": "laas", "supported_commands": [{"name": n, "enabled": True} for n in sorted(COMMANDS)]}


COMMANDS = {
    "guest-exec": execute,
    "guest-exec-status": execution_status,
    "guest-fsfreeze-freeze": freeze,
    "guest-fsfreeze-status": lambda asked: "frozen" if frozen() else "thawed",
    "guest-fsfreeze-thaw": thaw,
    "guest-info": information,
    "guest-ping": lambda asked: {},
    "guest-set-time": set_time,
    "guest-shutdown": shut_down,
    "guest-sync": lambda asked: asked["id"],
    "guest-sync-delimited": lambda asked: asked["id"],
}
WHILE_FROZEN = {n for n in COMMANDS if n.startswith("guest-fsfreeze") or n in ("guest-ping", "guest-info") or "sync" in n}


def answer(line):
    """Returns what is written back; a command that ends the machine says nothing where it went well."""
    kind = "GenericError"
    try:
        asked = json.loads(line.decode())
        name = asked["execute"]
        if name not in COMMANDS or (frozen() and name not in WHILE_FROZEN):
            kind = "CommandNotFound"
            raise Refused("the command %.60s is not there%s" % (name, " while file systems are frozen" if frozen() else ""))
        told = COMMANDS[name](asked.get("arguments", {}))
        if name == "guest-shutdown":
            return b""
        said = {"return": told}
    except Exception as e:
        said = {"error": {"class": kind, "desc": "%s: %.200s" % (type(e).__name__, e)}}
        name = None
    return (b"\xff" if name == "guest-sync-delimited" else b"") + json.dumps(said).encode() + b"\n"


def port():
    """Waits for the port, whose driver may come later than this program, and until nobody else has it."""
    while True:
        for entry in glob.glob("/sys/class/virtio-ports/*/name"):
            with open(entry) as name:
                ours = name.read().strip() == NAME
            try:
                if ours:
                    return os.open("/dev/" + entry.split("/")[-2], os.O_RDWR)
            except OSError as e:
                if e.errno not in (errno.EBUSY, errno.ENOENT):
                    raise
        time.sleep(PORT_PAUSE)


def main():
    piped = sys.argv[1:] == ["-"]
    incoming = outgoing = 0 if piped else port()
    if piped:
        outgoing = 1
    waiting = b""
    while True:
        piece = os.read(incoming, 65536)
        if not piece:
            if piped:
                return
            # nobody is at the other end of the port just now
            time.sleep(PAUSE)
            continue
        *lines, waiting = (waiting + piece).split(b"\n")
        if len(waiting) > LONGEST_LINE:
            waiting = b""
        for line in lines:
            # whoever asks may start anew with this byte, which is in no JSON
            line = line.rsplit(b"\xff", 1)[-1].strip()
            said = answer(line) if line else b""
            while said:
                said = said[os.write(outgoing, said):]


main()
