namespace Triad.Testing.Time;

/// <summary>Every wait of a test has a deadline, and says what it waited for when that has passed.</summary>
public static class DeadlineExtensions
{
    /// <summary>How long a wait lasts unless told otherwise: far longer than anything takes on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits for a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="what">What it is, as the end of "waited 60 s for ...".</param>
    /// <param name="patience">The deadline; <see cref="Patience"/> unless given.</param>
    /// <exception cref="DeadlineException">The deadline has passed.</exception>
    public static async Task WithinAsync(this Task task, string what, TimeSpan? patience = null)
    {
        using var end = new CancellationTokenSource(patience ?? Patience);
        try
        {
            await task.WaitAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !task.IsCompleted)
        {
            throw new DeadlineException(what, patience ?? Patience);
        }
    }

    /// <inheritdoc cref="WithinAsync(Task, string, TimeSpan?)"/>
    public static async Task<T> WithinAsync<T>(this Task<T> task, string what, TimeSpan? patience = null)
    {
        await ((Task)task).WithinAsync(what, patience);
        return await task;
    }
}
