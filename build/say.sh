# What the entry script says: progress goes to standard error, so that the output of a command stays its own.

say() { printf '%s\n' "$*" >&2; }

die() {
    say "triad: $*"
    exit 1
}
