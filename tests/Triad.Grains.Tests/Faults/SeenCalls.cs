using System.Collections.Concurrent;
using Orleans;

namespace Triad.Grains.Tests.Faults;

/// <summary>Notes the calls of grains and what they answered.</summary>
internal sealed class SeenCalls : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<(string Call, object? Answer)> _calls = [];

    /// <summary>The calls, as interface and method, in order.</summary>
    public IEnumerable<string> Names => _calls.Select(call => call.Call);

    public void Forget() => _calls.Clear();

    /// <summary>The answers of one call.</summary>
    public IEnumerable<T> Answers<T>(string call) => _calls.Where(seen => seen.Call == call).Select(seen => (T)seen.Answer!);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        _calls.Enqueue(($"{context.InterfaceMethod.DeclaringType!.Name}.{context.InterfaceMethod.Name}", context.Result));
    }
}
