using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Triad.Media.Sandbox;

/// <summary>
/// The seccomp program that refuses, with EPERM, the kernel calls that decoding never makes and that escapes are made of: mounts and
/// namespaces, tracing, sockets, BPF, io_uring, keys, modules and clocks. Format: classic BPF, see the kernel's
/// Documentation/userspace-api/seccomp_filter.rst; numbers from asm/unistd.h.
/// </summary>
internal static class CallFilter
{
    private const ushort Load = 0x20;
    private const ushort JumpEqual = 0x15;
    private const ushort JumpAtLeast = 0x35;
    private const ushort JumpSet = 0x45;
    private const ushort Return = 0x06;
    private const uint Allow = 0x7fff0000;
    private const uint Kill = 0x80000000;
    private const uint Refuse = 0x00050000 | 1;
    private const uint NotThere = 0x00050000 | 38;
    private const uint CallNumber = 0;
    private const uint Architecture = 4;
    private const uint FirstArgument = 16;
    private const uint NewNamespaceFlags = 0x7e020080;
    private const uint ThreadFlag = 0x00010000;
    private const uint CloneWithStructure = 435;
    private const uint ForeignNumbers = 0x40000000;

    // mount umount2 pivot_root chroot unshare setns move_mount open_tree fsopen fsconfig fsmount fspick mount_setattr; ptrace
    // process_vm_readv process_vm_writev pidfd_getfd kcmp; socket connect bind listen accept accept4; bpf perf_event_open userfaultfd
    // io_uring_setup io_uring_enter io_uring_register; add_key request_key keyctl; init_module finit_module delete_module kexec_load
    // kexec_file_load reboot swapon swapoff; name_to_handle_at open_by_handle_at quotactl acct settimeofday clock_settime clock_adjtime
    // adjtimex personality syslog
    private static readonly uint[] RefusedOnX64 =
    [
        165, 166, 155, 161, 272, 308, 429, 428, 430, 431, 432, 433, 442, 101, 310, 311, 438, 312, 41, 42, 49, 50, 43, 288, 321,
        298, 323, 425, 426, 427, 248, 249, 250, 175, 313, 176, 246, 320, 169, 167, 168, 303, 304, 179, 163, 164, 227, 305, 159,
        135, 103,
    ];

    private static readonly uint[] RefusedOnArm64 =
    [
        40, 39, 41, 51, 97, 268, 429, 428, 430, 431, 432, 433, 442, 117, 270, 271, 438, 272, 198, 203, 200, 201, 202, 242, 280,
        241, 282, 425, 426, 427, 217, 218, 219, 105, 273, 106, 104, 294, 142, 224, 225, 264, 265, 60, 89, 170, 112, 266, 171, 92, 116,
    ];

    // What namespaces keep apart otherwise. kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_send_signal; fork vfork setsid
    // setpgid; setpriority ioprio_set sched_setparam sched_setscheduler sched_setaffinity sched_setattr; chmod fchmod fchmodat fchmodat2
    // chown fchown lchown fchownat utime utimes futimesat utimensat setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr
    // setxattrat removexattrat truncate ftruncate; shmget shmat shmctl semget semop semctl semtimedop msgget msgsnd msgrcv msgctl mq_open
    // mq_unlink
    private static readonly uint[] RefusedAloneOnX64 =
    [
        62, 200, 234, 129, 297, 424, 57, 58, 112, 109, 141, 251, 142, 144, 203, 314, 90, 91, 268, 452, 92, 93, 94, 260, 132, 235, 261, 280,
        188, 189, 190, 197, 198, 199, 463, 466, 76, 77, 29, 30, 31, 64, 65, 66, 220, 68, 69, 70, 71, 240, 241,
    ];

    private static readonly uint[] RefusedAloneOnArm64 =
    [
        129, 130, 131, 138, 240, 424, 157, 154, 140, 30, 118, 119, 122, 274, 52, 53, 452, 55, 54, 88, 5, 6, 7, 14, 15, 16, 463, 466, 45, 46,
        194, 196, 195, 190, 193, 191, 192, 186, 189, 188, 187, 180, 181,
    ];

    /// <summary>The program for this machine, or null where the machine's calls are not known here.</summary>
    /// <param name="isAlone">
    /// Also refuses new processes, signals, the limits, order and attributes of what is not its own, and shared memory: for a process without namespaces.
    /// </param>
    public static byte[]? ForThisMachine(bool isAlone = false) => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => isAlone
            ? Assemble(0xC000003E, 56, [.. RefusedOnX64, .. RefusedAloneOnX64], prlimit: 302)
            : Assemble(0xC000003E, 56, RefusedOnX64),
        System.Runtime.InteropServices.Architecture.Arm64 => isAlone
            ? Assemble(0xC00000B7, 220, [.. RefusedOnArm64, .. RefusedAloneOnArm64], prlimit: 261)
            : Assemble(0xC00000B7, 220, RefusedOnArm64),
        _ => null,
    };

    /// <summary>The numbers of prctl and seccomp on this machine; null where they are not known here.</summary>
    public static (int Prctl, int Seccomp)? CallsOfThisMachine => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => (157, 317),
        System.Runtime.InteropServices.Architecture.Arm64 => (167, 277),
        _ => null,
    };

    private static byte[] Assemble(uint architecture, uint clone, uint[] refused, uint? prlimit = null)
    {
        var isAlone = prlimit is not null;
        List<(ushort Code, byte IfTrue, byte IfFalse, uint Operand)> program =
        [
            (Load, 0, 0, Architecture),
            (JumpEqual, 1, 0, architecture),
            (Return, 0, 0, Kill),
            (Load, 0, 0, CallNumber),
            (JumpAtLeast, 0, 1, ForeignNumbers),
            (Return, 0, 0, Refuse),

            // Its flags lie in memory, where a filter cannot look; the C library falls back to clone.
            (JumpEqual, 0, 1, CloneWithStructure),
            (Return, 0, 0, NotThere),
            (JumpEqual, 0, (byte)(isAlone ? 6 : 4), clone),
            (Load, 0, 0, FirstArgument),
            (JumpSet, 0, 1, NewNamespaceFlags),
            (Return, 0, 0, Refuse),
            .. isAlone ? [(JumpSet, (byte)1, (byte)0, ThreadFlag), (Return, (byte)0, (byte)0, Refuse)] : Array.Empty<(ushort, byte, byte, uint)>(),
            (Return, 0, 0, Allow),
        ];
        if (prlimit is { } limits)
        {
            // Its own limits are process 0.
            program.AddRange(
                [(JumpEqual, 0, 4, limits), (Load, 0, 0, FirstArgument), (JumpEqual, 1, 0, 0), (Return, 0, 0, Refuse), (Return, 0, 0, Allow)]);
        }

        foreach (var call in refused)
        {
            program.Add((JumpEqual, 0, 1, call));
            program.Add((Return, 0, 0, Refuse));
        }

        program.Add((Return, 0, 0, Allow));
        return Encode(program);
    }

    private static byte[] Encode(List<(ushort Code, byte IfTrue, byte IfFalse, uint Operand)> program)
    {
        var bytes = new byte[program.Count * 8];
        for (var i = 0; i < program.Count; i++)
        {
            var at = bytes.AsSpan(i * 8, 8);
            BinaryPrimitives.WriteUInt16LittleEndian(at, program[i].Code);
            at[2] = program[i].IfTrue;
            at[3] = program[i].IfFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(at[4..], program[i].Operand);
        }

        return bytes;
    }
}
