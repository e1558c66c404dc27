using Orleans;

namespace Triad.Grains.Tests.Faults;

/// <summary>Lets the first calls of one grain method end as a test says instead of reaching the grain.</summary>
internal sealed class FaultyCalls(string method, int count, Action<IIncomingGrainCallContext> fault) : IIncomingGrainCallFilter
{
    private int _left = count;

    public int Left => Math.Max(0, Volatile.Read(ref _left));

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.Name != method || Interlocked.Decrement(ref _left) < 0)
            return context.Invoke();
        fault(context);
        return Task.CompletedTask;
    }
}
