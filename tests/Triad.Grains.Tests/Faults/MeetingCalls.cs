using Orleans;

namespace Triad.Grains.Tests.Faults;

/// <summary>Holds calls of one grain method until so many of them are on their way at once, or the test lets them go.</summary>
internal sealed class MeetingCalls(string method, int count) : IIncomingGrainCallFilter
{
    private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    /// <summary>Ends when the first has come.</summary>
    public Task Arrived => _first.Task;

    /// <summary>Ends when all have met.</summary>
    public Task Met => _met.Task;

    public void Release() => _met.TrySetResult();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.Name == method)
        {
            _first.TrySetResult();
            if (Interlocked.Increment(ref _arrived) == count)
                Release();
            await Met;
        }

        await context.Invoke();
    }
}
