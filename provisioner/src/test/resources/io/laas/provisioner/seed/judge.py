"""usage: judge.py DIRECTORY...

Has cloud-init judge the user-data of each directory, and write its network-config below it as each system reads it: in a
directory named by the system and the kind, such as centos-sysconfig.
"""
import sys

from cloudinit.cmd.devel import net_convert
from cloudinit.config.schema import get_schema, validate_cloudconfig_file

SYSTEMS = (
    ("ubuntu", "netplan"),
    ("centos", "sysconfig"),
    ("centos", "network-manager"),
    ("debian", "networkd"),
    ("debian", "eni"),
)

for directory in sys.argv[1:]:
    validate_cloudconfig_file(directory + "/user-data", get_schema())
    for system, kind in SYSTEMS:
        source = ["--network-data", directory + "/network-config", "--kind", "yaml"]
        target = ["--directory", "{}/{}-{}".format(directory, system, kind), "--distro", system, "--output-kind", kind]
        net_convert.handle_args(net_convert.NAME, net_convert.get_parser().parse_args(source + target))
