using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Triad.Media.Sandbox.Native;

/// <summary>
/// Starts a process with exactly the descriptors it is to have. .NET's process class offers three; the decoder needs frames, sound and
/// messages apart. posix_spawn does it without a race against other starts: every descriptor here is close-on-exec, and only the copies
/// made in the child are not.
/// </summary>
internal static unsafe class Spawner
{
    private const int OpaqueSize = 1024;
    private const short SetSignalMaskFlag = 0x08;
    private const short SetDefaultSignalsFlag = 0x04;
    private const short NewSessionFlag = 0x80;

    /// <summary>
    /// Starts a program in a session of its own; the null device is standard input, and every number between the descriptors.
    /// </summary>
    /// <param name="arguments">The program's absolute path and its arguments.</param>
    /// <param name="environment">Name=value, all there is.</param>
    /// <param name="descriptors">Child's number and ours.</param>
    /// <returns>The process id.</returns>
    /// <exception cref="Win32Exception">The program could not be started.</exception>
    public static int Start(
        IReadOnlyList<string> arguments,
        IReadOnlyList<string> environment,
        IReadOnlyList<(int Child, int Ours)> descriptors)
    {
        var opaque = (byte*)NativeMemory.AllocZeroed(4, OpaqueSize);
        var actions = opaque;
        var attributes = opaque + OpaqueSize;
        var signals = opaque + (2 * OpaqueSize);
        var none = opaque + (3 * OpaqueSize);
        var argv = ToVector(arguments);
        var envp = ToVector(environment);
        try
        {
            Check(Libc.InitActions(actions));
            Check(Libc.InitAttributes(attributes));
            var given = descriptors.ToDictionary(descriptor => descriptor.Child, descriptor => descriptor.Ours);
            for (var child = 0; child <= given.Keys.Max(); child++)
                Check(given.TryGetValue(child, out var ours) ? Libc.AddDuplicate(actions, ours, child) : Libc.AddOpen(actions, child, "/dev/null", 0, 0));
            CloseOthers(actions, given.Keys.Max() + 1);
            Check(Libc.FillSignals(signals));
            Check(Libc.EmptySignals(none));
            Check(Libc.SetDefaultSignals(attributes, signals));
            Check(Libc.SetSignalMask(attributes, none));
            Check(Libc.SetFlags(attributes, SetSignalMaskFlag | SetDefaultSignalsFlag | NewSessionFlag));
            int process;
            Check(Libc.Spawn(&process, argv[0], actions, attributes, argv, envp));
            return process;
        }
        finally
        {
            _ = Libc.DestroyActions(actions);
            _ = Libc.DestroyAttributes(attributes);
            FreeVector(argv);
            FreeVector(envp);
            NativeMemory.Free(opaque);
        }
    }

    // Native libraries of the host process may hold descriptors that are not close-on-exec.
    private static void CloseOthers(void* actions, int first)
    {
        try
        {
            Check(Libc.AddCloseFrom(actions, first));
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without it: what .NET itself opens is close-on-exec.
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
            throw new Win32Exception(error);
    }

    private static byte** ToVector(IReadOnlyList<string> texts)
    {
        var vector = (byte**)NativeMemory.AllocZeroed((nuint)texts.Count + 1, (nuint)sizeof(byte*));
        for (var i = 0; i < texts.Count; i++)
        {
            var length = Encoding.UTF8.GetByteCount(texts[i]);
            vector[i] = (byte*)NativeMemory.AllocZeroed((nuint)length + 1);
            Encoding.UTF8.GetBytes(texts[i], new Span<byte>(vector[i], length));
        }

        return vector;
    }

    private static void FreeVector(byte** vector)
    {
        for (var item = vector; *item is not null; item++)
            NativeMemory.Free(*item);
        NativeMemory.Free(vector);
    }
}
