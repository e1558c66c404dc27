using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Remote;

/// <summary>
/// The inputs that wait for an endpoint, those of queries first. Nothing waits for a request to fill: a sender that is free takes what
/// waits, as many inputs as a request may have. Whoever was cancelled meanwhile is dropped. Bounded by who admits. Thread-safe.
/// </summary>
/// <param name="most">Most inputs of a request.</param>
/// <param name="senders">Most requests at a time.</param>
/// <param name="sendAsync">Sends a request.</param>
/// <param name="admissions">Told what is sent.</param>
/// <param name="time">Measures requests.</param>
internal sealed class RemoteQueue(
    int most,
    int senders,
    Func<IReadOnlyList<RemoteInput>, CancellationToken, Task<Result<IReadOnlyList<float[]>>>> sendAsync,
    AdmissionPolicy admissions,
    TimeProvider time) : IDisposable
{
    // Requests of queries that may pass waiting ingest.
    private const int QueryTurns = 8;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly LinkedList<RemoteRow>[] _waiting = [new(), new()];
    private int _sending;
    private int _turns;

    /// <summary>Takes an input in.</summary>
    /// <returns>Its vector, and the time spent on it.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Result<(float[] Vector, TimeSpan Spent)>> RunAsync(
        RemoteInput input, Admission admission, CancellationToken cancellationToken)
    {
        var row = new RemoteRow(input, admission.Start, cancellationToken);
        bool starts;
        lock (_lock)
        {
            Add(_waiting[(int)admission.Priority], row);
            if (starts = _sending < senders)
                _sending++;
        }

        if (starts)
            _ = Task.Run(PumpAsync, CancellationToken.None);
        return await row.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends what is under way; what waits is told that the package was unloaded.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        foreach (var row in Drain())
            row.Done.TrySetResult(Stopped());
    }

    private async Task PumpAsync()
    {
        while (Next() is { Count: > 0 } rows)
        {
            try
            {
                await SendAsync(rows).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                foreach (var row in rows)
                    row.Done.TrySetResult(Stopped());
            }
            catch (Exception failure)
            {
                // A bug: whoever waits gets it.
                foreach (var row in rows)
                    row.Done.TrySetException(failure);
            }
        }
    }

    private async Task SendAsync(List<RemoteRow> rows)
    {
        var started = time.GetTimestamp();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            _stop.Token, rows is [var only] ? only.Cancellation : CancellationToken.None);
        var sent = await sendAsync([.. rows.Select(row => row.Input)], either.Token).ConfigureAwait(false);
        if (!sent.IsOk && rows.Count > 1 && sent.Error.Reason is ErrorReason.FieldInvalid or ErrorReason.Internal)
        {
            // One input is at fault: only its owner is to fail.
            foreach (var row in rows)
                await SendAloneAsync(row).ConfigureAwait(false);
            return;
        }

        var spent = time.GetElapsedTime(started) / rows.Count;
        for (var i = 0; i < rows.Count; i++)
            rows[i].Done.TrySetResult(sent.IsOk ? (sent.Value[i], spent) : sent.Error);
    }

    // Whoever leaves meanwhile ends his own input only.
    private async Task SendAloneAsync(RemoteRow row)
    {
        try
        {
            await SendAsync([row]).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (row.Cancellation.IsCancellationRequested && !_stop.IsCancellationRequested)
        {
            row.Done.TrySetCanceled(row.Cancellation);
        }
    }

    private List<RemoteRow> Next()
    {
        lock (_lock)
        {
            var (queries, ingest) = (_waiting[(int)EmbedPriority.Query], _waiting[(int)EmbedPriority.Ingest]);
            while (queries.Count + ingest.Count > 0)
            {
                var source = queries.Count > 0 && (ingest.Count == 0 || _turns < QueryTurns) ? queries : ingest;
                _turns = source == queries ? _turns + 1 : 0;
                if (Take(source) is { Count: > 0 } rows)
                {
                    admissions.Begin(source == queries ? EmbedPriority.Query : EmbedPriority.Ingest, rows[0].Start);
                    return rows;
                }
            }

            _sending--;
            return [];
        }
    }

    /// <summary>Behind those that go before it.</summary>
    private static void Add(LinkedList<RemoteRow> rows, RemoteRow row)
    {
        var before = rows.Last;
        while (before is not null && before.Value.Start > row.Start)
            before = before.Previous;
        if (before is null)
            rows.AddFirst(row);
        else
            rows.AddAfter(before, row);
    }

    // A request has one role, since some endpoints are told what it is for.
    private List<RemoteRow> Take(LinkedList<RemoteRow> source)
    {
        var rows = new List<RemoteRow>();
        for (var node = source.First; node is not null && rows.Count < most;)
        {
            var (row, next) = (node.Value, node.Next);
            var isDropped = row.Cancellation.IsCancellationRequested;
            if (isDropped || rows.Count == 0 || row.Input.Role == rows[0].Input.Role)
                source.Remove(node);
            if (!isDropped && node.List is null)
                rows.Add(row);
            node = next;
        }

        return rows;
    }

    private List<RemoteRow> Drain()
    {
        lock (_lock)
        {
            List<RemoteRow> rows = [.. _waiting.SelectMany(list => list)];
            foreach (var list in _waiting)
                list.Clear();
            return rows;
        }
    }

    private static Error Stopped() => new(
        ErrorReason.Unavailable, "The package was unloaded while its endpoint was asked.", Remedy: "Ask again.",
            RetryAfter: TimeSpan.FromSeconds(1));
}
