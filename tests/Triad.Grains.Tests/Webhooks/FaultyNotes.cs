using Orleans;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Grains.Tests.Webhooks;

/// <summary>Lets the first notes of events fail: as though they had not come, or as though only the answer was lost.</summary>
internal sealed class FaultyNotes(int count, bool isDone) : IIncomingGrainCallFilter
{
    private int _left = count;

    public bool HaveFailed => Volatile.Read(ref _left) <= 0;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not IWebhookGrain || context.InterfaceMethod.Name != nameof(IWebhookGrain.NoteAsync) || Interlocked.Decrement(ref _left) < 0)
        {
            await context.Invoke();
            return;
        }

        if (isDone)
        {
            await context.Invoke();
            throw new TimeoutException("The answer was lost.");
        }

        context.Result = Result.Fail(new Error(ErrorReason.Unavailable, "Nobody is there."));
    }
}
