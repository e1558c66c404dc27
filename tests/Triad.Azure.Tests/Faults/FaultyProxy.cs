using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Triad.Azure.Tests.Faults;

/// <summary>Stands between a client and a port of this machine, and does to the bytes what a bad network does.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private readonly Task _accepting;
    private readonly ConcurrentBag<Task> _connections = [];
    private volatile TaskCompletionSource? _stall;
    private volatile TaskCompletionSource _stalled = NewSignal();
    private int _cutAfter = int.MaxValue;
    private int _cuts;

    public FaultyProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were cut.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Ends when bytes of a request have been held back.</summary>
    public Task Stalled => _stalled.Task;

    /// <summary>Cuts every connection when so many bytes of requests have gone through it; the server has then seen a part of one.</summary>
    public void CutAfter(int bytes) => Volatile.Write(ref _cutAfter, bytes);

    /// <summary>From here on bytes of requests are taken and not passed on.</summary>
    public void Stall()
    {
        _stalled = NewSignal();
        _stall = NewSignal();
    }

    /// <summary>Passes on what was held back, and waits until the server has answered it, whoever still listens.</summary>
    public async Task ReleaseToTheServerAsync()
    {
        Release();
        await Task.WhenAll(_connections);
    }

    /// <summary>Passes on what was held back, and everything else.</summary>
    public void Release()
    {
        var stall = _stall;
        _stall = null;
        stall?.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Release();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(_connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            var answers = far.GetStream().CopyToAsync(near.GetStream(), _end.Token);
            var whole = RequestsAsync(near.GetStream(), far.GetStream());
            await Task.WhenAny(whole, answers);
            if (whole.IsCompletedSuccessfully && await whole)
            {
                far.Client.Shutdown(SocketShutdown.Send);
                await answers;
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // Either side left; so does the other.
        }
    }

    /// <summary>Whether the client's bytes went through to their end.</summary>
    private async Task<bool> RequestsAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 << 10];
        var passed = 0;
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var read)
        {
            if (_stall is { } stall)
            {
                _stalled.TrySetResult();
                await stall.Task.WaitAsync(_end.Token);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
            passed += read;
            if (passed < Volatile.Read(ref _cutAfter))
                continue;
            Interlocked.Increment(ref _cuts);
            return false;
        }

        return true;
    }
}
