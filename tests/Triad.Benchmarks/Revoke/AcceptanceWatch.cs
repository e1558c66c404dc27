using System.Diagnostics;
using Triad.Client;

namespace Triad.Benchmarks.Revoke;

/// <summary>Calls one gateway without a pause, and knows when it was let in last.</summary>
internal sealed class AcceptanceWatch : IDisposable
{
    // Refused so often in a row, it is not let in again.
    private const int Refusals = 20;

    private readonly TriadClient _client;
    private readonly string _reason;
    private readonly Func<TriadClient, CancellationToken, Task> _call;

    /// <param name="gateway">Which gateway.</param>
    /// <param name="presented">The key or token.</param>
    /// <param name="reason">How it is refused in the end.</param>
    /// <param name="call">What is called.</param>
    public AcceptanceWatch(Uri gateway, string presented, string reason, Func<TriadClient, CancellationToken, Task> call)
    {
        _client = new TriadClient(new TriadClientOptions { Address = gateway, ApiKey = presented, MaxAttempts = 1 });
        (_reason, _call) = (reason, call);
    }

    /// <summary>Waits until it is let in.</summary>
    public async Task WaitAcceptedAsync(CancellationToken cancellationToken)
    {
        while (!await IsLetInAsync(cancellationToken))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
    }

    /// <summary>When it was let in last, after it was refused for good.</summary>
    public async Task<long> LastAcceptedAsync(CancellationToken cancellationToken)
    {
        var last = Stopwatch.GetTimestamp();
        for (var refused = 0; refused < Refusals;)
        {
            if (await IsLetInAsync(cancellationToken))
                (last, refused) = (Stopwatch.GetTimestamp(), 0);
            else
                refused++;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
        }

        return last;
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> IsLetInAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _call(_client, cancellationToken);
            return true;
        }
        catch (TriadException refused) when (refused.Reason == _reason)
        {
            return false;
        }
    }
}
