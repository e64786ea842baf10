# A small cloud-init: reads the NoCloud files (block YAML as Jackson and people write it) into a tree and
# writes shell plans: meta.plan, net.plan, user.plan, runcmd.plan in the directory `out`.
# Every value from the seed is quoted for the shell; names, addresses and modes are checked first.

FNR == 1 { file = FILENAME; sub(/.*\//, "", file); files[file] = 1 }
{ sub(/\r$/, ""); line[file, ++lines[file]] = $0 }

END {
  for (f in files) { cur = f; at = 0; root[f] = node("map"); parse(root[f]) }
  write_meta(); write_net(); write_user(); write_runcmd()
}

function node(type) { kind[++nodes] = type; size[nodes] = 0; value[nodes] = ""; return nodes }
function add(parent, name, child) {
  child_of[parent, ++size[parent]] = child
  label[child] = name
  if (kind[parent] == "map") by_name[parent, name] = child
  return child
}
function get(parent, name) { return (parent, name) in by_name ? by_name[parent, name] : 0 }
function text(parent, name,   n) { n = get(parent, name); return n ? value[n] : "" }
function yes(parent, name) { return tolower(text(parent, name)) ~ /^(true|yes|on)$/ }
function trim(s) { sub(/^[ \t]+/, "", s); sub(/[ \t]+$/, "", s); return s }
function indent_of(s) { match(s, /^ */); return RLENGTH }

# Levels: depth[d] = indent, owner[d] = node. `open` is the node that waits for its content.
function parse(top,   rest, col, d, c) {
  levels = 0; open = top
  while (at < lines[cur]) {
    rest = line[cur, ++at]
    if (rest ~ /^[ \t]*(#|$)/ || rest ~ /^(---|\.\.\.)/) continue
    col = indent_of(rest)
    rest = substr(rest, col + 1)
    place(col, rest)
  }
}
function place(col, rest,   more) {
  while (rest == "-" || rest ~ /^- /) {
    level(col, "seq")
    open = add(owner[levels], size[owner[levels]] + 1, node("text"))
    more = substr(rest, 2)
    if (trim(more) == "" || trim(more) ~ /^#/) return
    col += 1 + indent_of(more)
    rest = trim(more)
  }
  if (match(rest, /^("([^"\\]|\\.)*"|'[^']*'|[^"'#&*!|>%@`\[{][^:]*):([ \t]|$)/)) {
    more = rest
    if (!match(rest, /^"([^"\\]|\\.)*":/) && !match(rest, /^'[^']*':/)) match(rest, /^([^:]|:[^ \t])*:/)
    more = trim(substr(rest, RLENGTH + 1))
    rest = substr(rest, 1, RLENGTH - 1)
    level(col, "map")
    open = add(owner[levels], unquote(trim(rest)), node("text"))
    if (more == "" || more ~ /^#/) return
    rest = more
  }
  scalar(open, rest, levels ? depth[levels] : -1)
}
function level(col, type) {
  while (levels && (depth[levels] > col || (depth[levels] == col && kind[owner[levels]] == "seq" && type == "map"))) levels--
  if (levels && depth[levels] == col && kind[owner[levels]] == type) return
  kind[open] = type
  depth[++levels] = col
  owner[levels] = open
}
function scalar(n, s, parent,   c) {
  c = substr(s, 1, 1)
  if (c == "|" || c == ">") value[n] = block(s, parent)
  else if (c == "[" || c == "{") flow(n, s)
  else if (c == "\"") value[n] = unquote(quoted(s))
  else if (c == "'") { while (s !~ /^'([^']|'')*'/ && at < lines[cur]) s = s " " trim(line[cur, ++at]); match(s, /^'([^']|'')*'/); value[n] = unquote(substr(s, 1, RLENGTH)) }
  else { sub(/[ \t]+#.*$/, "", s); value[n] = s ~ /^(~|null)$/ ? "" : s }
}
# A double-quoted scalar may run over lines: "\" at the end joins, otherwise a line break is a blank.
function quoted(s) {
  while (!match(s, /^"([^"\\]|\\.)*"/) && at < lines[cur]) {
    if (match(s, /\\+$/) && RLENGTH % 2) s = substr(s, 1, length(s) - 1) trim_left(line[cur, ++at])
    else s = trim_right(s) " " trim_left(line[cur, ++at])
  }
  return substr(s, 1, RLENGTH)
}
function trim_left(s) { sub(/^[ \t]+/, "", s); return s }
function trim_right(s) { sub(/[ \t]+$/, "", s); return s }
function block(head, parent,   ind, s, body, end_blanks, fold) {
  fold = substr(head, 1, 1) == ">"
  ind = match(head, /[1-9]/) ? parent + substr(head, RSTART, 1) : 0
  body = ""
  while (at < lines[cur]) {
    s = line[cur, at + 1]
    if (s ~ /^ *$/ && (!ind || length(s) <= ind)) { end_blanks++; at++; continue }
    if (!ind) { ind = indent_of(s); if (ind <= parent) break }
    if (indent_of(s) < ind) break
    while (end_blanks > 0) { body = body "\n"; end_blanks-- }
    body = body (fold && body != "" && body !~ /\n$/ ? " " : "") substr(s, ind + 1) (fold ? "" : "\n")
    at++
  }
  if (fold) body = body "\n"
  if (head ~ /-/) sub(/\n+$/, "", body)
  if (head ~ /\+/) while (end_blanks-- > 0) body = body "\n"
  return body
}
# One-line [a, "b"] and {k: v}, nested as deep as it likes.
function flow(n, s) { flow_rest = s; flow_value(n) }
function flow_value(n,   name, c) {
  flow_rest = trim(flow_rest)
  c = substr(flow_rest, 1, 1)
  if (c != "[" && c != "{") { value[n] = unquote(flow_token()); return }
  kind[n] = c == "[" ? "seq" : "map"
  flow_rest = trim(substr(flow_rest, 2))
  while (flow_rest != "" && flow_rest !~ /^[]}]/) {
    if (c == "{") { name = unquote(flow_token()); flow_rest = trim(flow_rest); sub(/^:[ \t]*/, "", flow_rest) }
    else name = size[n] + 1
    flow_value(add(n, name, node("text")))
    flow_rest = trim(flow_rest)
    sub(/^,[ \t]*/, "", flow_rest)
  }
  flow_rest = substr(flow_rest, 2)
}
function flow_token(   t) {
  if (!match(flow_rest, /^"([^"\\]|\\.)*"/) && !match(flow_rest, /^'([^']|'')*'/) && !match(flow_rest, /^([^],}:]|:[^ \t])+/)) RLENGTH = 1
  t = trim(substr(flow_rest, 1, RLENGTH))
  flow_rest = substr(flow_rest, RLENGTH + 1)
  return t
}

function unquote(s,   out_text, i, c) {
  if (s ~ /^'/) { s = substr(s, 2, length(s) - 2); gsub(/''/, "'", s); return s }
  if (s !~ /^"/) return s
  s = substr(s, 2, length(s) - 2)
  out_text = ""
  while ((i = index(s, "\\")) > 0) {
    out_text = out_text substr(s, 1, i - 1)
    c = substr(s, i + 1, 1)
    s = substr(s, i + 2)
    if (c == "n") out_text = out_text "\n"
    else if (c == "t") out_text = out_text "\t"
    else if (c == "r") out_text = out_text "\r"
    else if (c == "e") out_text = out_text "\033"
    else if (c == "x") { out_text = out_text utf8(hex(substr(s, 1, 2))); s = substr(s, 3) }
    else if (c == "u") { out_text = out_text utf8(hex(substr(s, 1, 4))); s = substr(s, 5) }
    else if (c == "U") { out_text = out_text utf8(hex(substr(s, 1, 8))); s = substr(s, 9) }
    else out_text = out_text c
  }
  return out_text s
}
function hex(s,   i, n) { n = 0; s = tolower(s); for (i = 1; i <= length(s); i++) n = n * 16 + index("0123456789abcdef", substr(s, i, 1)) - 1; return n }
function utf8(n) {
  if (n < 1) return ""
  if (n < 128) return sprintf("%c", n)
  if (n < 2048) return sprintf("%c%c", 192 + int(n / 64), 128 + n % 64)
  if (n < 65536) return sprintf("%c%c%c", 224 + int(n / 4096), 128 + int(n / 64) % 64, 128 + n % 64)
  return sprintf("%c%c%c%c", 240 + int(n / 262144), 128 + int(n / 4096) % 64, 128 + int(n / 64) % 64, 128 + n % 64)
}
function sh(s) { gsub(/'/, "'\\''", s); return "'" s "'" }
function complain(what, s) { gsub(/[^ -~]/, "?", s); print "say " sh("seed: " what " ignored: " substr(s, 1, 80)) > (out "/meta.plan") }

function write_meta(   m, id, name) {
  m = root["meta-data"] + 0
  id = text(m, "instance-id"); gsub(/\n/, " ", id)
  name = text(m, "local-hostname")
  if (name == "") name = text(m, "hostname")
  if (name == "") name = "laas-guest"
  if (name !~ /^[A-Za-z0-9][A-Za-z0-9.-]*$/ || length(name) > 64) { complain("host name", name); name = "laas-guest" }
  print "id=" sh(id) "\nname=" sh(name) > (out "/meta.plan")
}

function write_net(   plan, e, i, n, mac, name, new, optional) {
  plan = out "/net.plan"
  printf "" > plan
  e = get(root["network-config"] + 0, "network")
  e = get(e ? e : root["network-config"] + 0, "ethernets")
  for (i = 1; i <= size[e]; i++) {
    n = child_of[e, i]
    name = label[n]
    mac = tolower(text(get(n, "match"), "macaddress"))
    new = text(n, "set-name")
    if (mac != "" && mac !~ /^([0-9a-f][0-9a-f]:)+[0-9a-f][0-9a-f]$/) { complain("interface address", mac); continue }
    if (new != "" && (new !~ /^[A-Za-z0-9_.-]+$/ || length(new) > 15)) { complain("interface name", new); new = "" }
    print "nic " sh(name) " " sh(mac) " " sh(new) > plan
    if (text(n, "mtu") ~ /^[0-9]+$/) print "nic_mtu " text(n, "mtu") > plan
    print "nic_up" > plan
    each_address(plan, get(n, "addresses"))
    each_route(plan, n)
    each_server(plan, get(get(n, "nameservers"), "addresses"))
    optional = yes(n, "optional") ? "optional" : "needed"
    if (yes(n, "dhcp4")) print "nic_dhcp " optional > plan
  }
}
function each_address(plan, list,   i, s) {
  for (i = 1; i <= size[list]; i++) {
    s = value[child_of[list, i]]
    if (s ~ /^[0-9a-fA-F.:]+(\/[0-9]+)?$/) print "nic_address " s > plan
    else complain("address", s)
  }
}
function each_route(plan, n,   list, i, to, via) {
  list = get(n, "routes")
  for (i = 1; i <= size[list]; i++) {
    to = text(child_of[list, i], "to"); via = text(child_of[list, i], "via")
    if ((to == "default" || to ~ /^[0-9a-fA-F.:]+(\/[0-9]+)?$/) && via ~ /^[0-9a-fA-F.:]+$/) print "nic_route " to " " via > plan
    else complain("route", to " via " via)
  }
  via = text(n, "gateway4")
  if (via ~ /^[0-9.]+$/) print "nic_route default " via > plan
}
function each_server(plan, list,   i, s, all) {
  for (i = 1; i <= size[list]; i++) {
    s = value[child_of[list, i]]
    if (s ~ /^[0-9a-fA-F.:]+$/) all = all " " s
    else complain("name server", s)
  }
  if (all != "") print "nic_dns" all > plan
}

function write_user(   plan, u, list, i, n, mode, owner_name) {
  plan = out "/user.plan"
  printf "" > plan
  u = root["user-data"] + 0
  list = get(u, "users")
  for (i = 1; i <= size[list]; i++) {
    n = child_of[list, i]
    if (kind[n] != "map") continue
    each_key(plan, text(n, "name"), n)
  }
  if (get(u, "ssh_authorized_keys")) each_key(plan, "root", u)
  list = get(u, "write_files")
  for (i = 1; i <= size[list]; i++) {
    n = child_of[list, i]
    mode = text(n, "permissions"); owner_name = text(n, "owner")
    if (text(n, "path") !~ /^\//) { complain("file", text(n, "path")); continue }
    if (mode !~ /^[0-7]*$/) { complain("permissions", mode); mode = "" }
    if (owner_name !~ /^[a-z0-9_:-]*$/) { complain("owner", owner_name); owner_name = "" }
    print "put_file " sh(text(n, "path")) " " sh(mode) " " sh(owner_name) " " sh(text(n, "encoding")) " " sh(text(n, "content")) > plan
  }
}
function each_key(plan, name, n,   keys, i, s) {
  if (name !~ /^[a-z_][a-z0-9_-]*$/ || length(name) > 32) { complain("user name", name); return }
  print (name == "root" ? "account=root" : "user " name) > plan
  keys = get(n, "ssh_authorized_keys")
  if (!keys) keys = get(n, "ssh-authorized-keys")
  for (i = 1; i <= size[keys]; i++) {
    s = value[child_of[keys, i]]
    gsub(/[\n\t]/, " ", s)
    print "key " sh(trim(s)) > plan
  }
}
function write_runcmd(   plan, list, i, j, n, s) {
  plan = out "/runcmd.plan"
  printf "" > plan
  list = get(root["user-data"] + 0, "runcmd")
  for (i = 1; i <= size[list]; i++) {
    n = child_of[list, i]
    s = value[n]
    if (kind[n] == "seq") for (j = 1; j <= size[n]; j++) s = s (j > 1 ? " " : "") sh(value[child_of[n, j]])
    print s > plan
  }
}
