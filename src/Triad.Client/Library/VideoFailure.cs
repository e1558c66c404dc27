namespace Triad.Client;

/// <summary>Why an ingest failed.</summary>
/// <param name="Reason">The reason code.</param>
/// <param name="Message">For people: what is wrong and what helps.</param>
/// <param name="Retryable">Whether another try may succeed without another file.</param>
public sealed record VideoFailure(string Reason, string Message, bool Retryable);
