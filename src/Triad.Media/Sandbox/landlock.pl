# Confines itself and becomes the command: files by Landlock, kernel calls by seccomp. Perl is in every Debian, starts in 2 ms, has one
# thread, and can make kernel calls that no other kept tool here makes. See the kernel's Documentation/userspace-api/landlock.rst.
# Arguments: numbers of prctl and seccomp, the descriptor of the filter, the file that may be read, folders that may be read and run,
# "--", the command.
use strict;
use warnings;

my ($prctl, $seccomp, $descriptor, $input) = splice @ARGV, 0, 4;
my @folders;
push @folders, shift @ARGV while @ARGV && $ARGV[0] ne '--';
shift @ARGV;

sub call {
    my ($name, @arguments) = @_;
    my $result = syscall(shift @arguments, @arguments);
    die "$name: $!\n" if $result < 0;
    return $result;
}

my ($create, $add, $restrict) = (444, 445, 446);
my ($run, $read, $list) = (1, 4, 8);

# What each version of Landlock knows is taken away: files from 1 on, TCP from 4 on, abstract sockets and signals from 6 on.
my $version = call('Landlock', $create, 0, 0, 1);
my $files = (1 << 13) - 1;
$files |= 1 << 13 if $version >= 2;
$files |= 1 << 14 if $version >= 3;
$files |= 1 << 15 if $version >= 5;
my $attributes = pack 'Q', $files;
$attributes .= pack 'Q', 3 if $version >= 4;
$attributes .= pack 'Q', 3 if $version >= 6;
my $rules = call('Landlock', $create, $attributes, length $attributes, 0);

sub allow {
    my ($path, $access) = @_;
    open my $opened, '<', $path or die "$path: $!\n";
    my $rule = pack 'Ql', $access, fileno $opened;
    call("Landlock rule of $path", $add, $rules, 1, $rule, 0);
}

allow($input, $read);
allow($_, -d $_ ? $run | $read | $list : $run | $read) for @folders;

open my $file, '<&=', $descriptor or die "filter: $!\n";
binmode $file;
my $filter = do { local $/; <$file> };
close $file;
my $program = pack 'S x6 P', length($filter) / 8, $filter;

call('no new privileges', $prctl, 38, 1, 0, 0, 0);
call('Landlock', $restrict, $rules, 0);
call('seccomp', $seccomp, 1, 0, $program);
exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!\n";
