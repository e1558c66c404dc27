using System.Collections.Concurrent;
using Triad.Core.Errors;

namespace Triad.Grains.Tests.Effects;

/// <summary>Stands before every side effect: counts it for its tenant, and lets it go wrong where a test asked for that.</summary>
internal sealed class EffectFaults
{
    private readonly ConcurrentDictionary<(string Tenant, string Effect), int> _counts = [];
    private readonly ConcurrentDictionary<string, EffectFault> _armed = [];
    private readonly ConcurrentDictionary<string, bool> _sprung = [];
    private TaskCompletionSource _next = NewSource();

    public static Error Refusal { get; } = new(ErrorReason.Unavailable, "The test lets this fail.", Remedy: "Retry.", RetryAfter: TimeSpan.FromMilliseconds(1));

    public void Arm(string tenant, EffectFault fault) => _armed[tenant] = fault;

    /// <summary>Whether a tenant's fault has happened.</summary>
    public bool HasSprung(string tenant) => _sprung.ContainsKey(tenant);

    /// <summary>The side effects of a tenant so far, each with how often it happened.</summary>
    public IReadOnlyDictionary<string, int> CountsOf(string tenant) =>
        _counts.Where(pair => pair.Key.Tenant == tenant).ToDictionary(pair => pair.Key.Effect, pair => pair.Value);

    /// <summary>Forgets what a tenant did before its scenario.</summary>
    public void Forget(string tenant)
    {
        foreach (var key in _counts.Keys.Where(key => key.Tenant == tenant))
            _counts.TryRemove(key, out _);
    }

    /// <summary>Ends with the next side effect. Asked for before what it is to follow is looked at.</summary>
    public Task NextAsync() => Volatile.Read(ref _next).Task;

    /// <summary>Lets a side effect happen, or go wrong.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="effect">Its name.</param>
    /// <param name="act">Does it.</param>
    /// <param name="refuse">Tells its caller that it failed.</param>
    public async Task<T> RunAsync<T>(string tenant, string effect, Func<Task<T>> act, Func<Error, T> refuse)
    {
        try
        {
            return await TryAsync(tenant, effect, act, refuse);
        }
        finally
        {
            Interlocked.Exchange(ref _next, NewSource()).SetResult();
        }
    }

    private async Task<T> TryAsync<T>(string tenant, string effect, Func<Task<T>> act, Func<Error, T> refuse)
    {
        var occurrence = _counts.AddOrUpdate((tenant, effect), 1, static (_, count) => count + 1);
        if (!_armed.TryGetValue(tenant, out var fault)
            || fault.Effect != effect
            || fault.Occurrence != occurrence
            || !_armed.TryRemove(tenant, out _))
            return await act();
        _sprung[tenant] = true;
        if (fault.Mode == FaultMode.Before)
            return refuse(Refusal);
        var done = await act();
        return fault.Mode switch
        {
            FaultMode.After => refuse(Refusal),
            FaultMode.ReplyLost => throw new TimeoutException("The test lets the answer get lost."),
            FaultMode.Repeated => await act(),
            _ => done,
        };
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
