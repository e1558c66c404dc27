using System.ComponentModel;
using System.Runtime.InteropServices;
using Triad.Media.Sandbox.Native;

namespace Triad.Media.Sandbox;

/// <summary>
/// A running process with its outputs and a tail of its messages. Disposing it ends the whole process tree and waits for that.
/// </summary>
internal sealed class SandboxedProcess : IAsyncDisposable
{
    private const int KillSignal = 9;
    private const int Interrupted = 4;
    private const int MessagesDescriptor = 2;
    private const int ByProcess = 1;
    private const int ExitedWithoutCollecting = 0x4 | 0x01000000;
    private const int InformationSize = 128;
    private static readonly string[] Environment = ["PATH=/usr/bin:/bin", "LANG=C", "MALLOC_ARENA_MAX=2"];

    private readonly Lock _gate = new();
    private readonly IReadOnlyList<ChildSocket> _sockets;
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ProcessExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _drain;
    private int _process;
    private bool _reaped;

    private SandboxedProcess(
        IReadOnlyList<string> command,
        int outputs,
        IReadOnlyList<(int Child, int Ours)> inherited,
        IMessageListener? listener)
    {
        Messages = new MessageTail(listener);
        _sockets = [.. Enumerable.Range(0, outputs + 1).Select(_ => ChildSocket.Create())];
        Outputs = [.. _sockets.Take(outputs).Select(socket => socket.Stream)];
        (int, int)[] descriptors =
        [
            .. Enumerable.Range(0, outputs).Select(i => (SandboxJob.DescriptorOf(i), _sockets[i].ChildEnd)),
            (MessagesDescriptor, _sockets[outputs].ChildEnd),
            .. inherited,
        ];

        // The kernel ends the child when the thread that started it ends (die-with-parent), so one thread does both starting and waiting.
        new Thread(() => Run(command, descriptors)) { IsBackground = true, Name = "sandbox" }.Start();
        _drain = Messages.DrainAsync(_sockets[outputs].Stream);
    }

    /// <summary>The output streams, in the order of the job.</summary>
    public IReadOnlyList<Stream> Outputs { get; }

    /// <summary>What the process wrote to its error output.</summary>
    public MessageTail Messages { get; }

    /// <summary>Starts a command.</summary>
    /// <param name="command">Absolute path of the program and its arguments.</param>
    /// <param name="outputs">How many.</param>
    /// <param name="inherited">Further descriptors: the child's number and ours.</param>
    /// <param name="listener">Told of each line of messages as it comes.</param>
    /// <exception cref="Win32Exception">The program could not be started.</exception>
    public static async Task<SandboxedProcess> StartAsync(
        IReadOnlyList<string> command,
        int outputs,
        IReadOnlyList<(int Child, int Ours)> inherited,
        IMessageListener? listener = null)
    {
        var process = new SandboxedProcess(command, outputs, inherited, listener);
        try
        {
            await process._started.Task;
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for the end of the process and of its messages.</summary>
    public async Task<ProcessExit> WaitAsync(CancellationToken cancellationToken)
    {
        var exit = await _exited.Task.WaitAsync(cancellationToken);
        await _drain.WaitAsync(cancellationToken);
        return exit;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        KillTree();
        await _exited.Task;
        foreach (var socket in _sockets)
            socket.Dispose();
        await _drain;
    }

    private void KillTree()
    {
        lock (_gate)
        {
            if (_process > 0 && !_reaped)
                _ = Libc.Kill(-_process, KillSignal);
        }
    }

    private void Run(IReadOnlyList<string> command, IReadOnlyList<(int Child, int Ours)> descriptors)
    {
        try
        {
            var process = Spawner.Start(command, Environment, descriptors);
            lock (_gate)
                _process = process;
            _started.SetResult(process);
        }
        catch (Win32Exception failure)
        {
            _exited.SetResult(new ProcessExit(failure.NativeErrorCode, 0));
            _started.SetException(failure);
            return;
        }
        finally
        {
            foreach (var socket in _sockets)
                socket.CloseChildEnd();
        }

        _exited.SetResult(ProcessExit.FromWaitStatus(WaitForEnd()));
    }

    private unsafe int WaitForEnd()
    {
        // Not yet collected, the process keeps its number, so that nobody else's group can be hit.
        while (WaitUncollected() < 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
        }

        int status;
        lock (_gate)
        {
            _ = Libc.Kill(-_process, KillSignal);
            var collected = Libc.WaitPid(_process, &status, 0);
            _reaped = true;
            return collected < 0 ? KillSignal : status;
        }
    }

    private unsafe int WaitUncollected()
    {
        var information = stackalloc byte[InformationSize];
        return Libc.WaitId(ByProcess, _process, information, ExitedWithoutCollecting);
    }
}
