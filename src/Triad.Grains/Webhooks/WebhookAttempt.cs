namespace Triad.Grains.Webhooks;

/// <summary>What came of an attempt.</summary>
/// <param name="Status">What was answered; 0 for nothing.</param>
/// <param name="Problem">Why it failed; empty where it did not.</param>
/// <param name="RetryAfter">How long the receiver asks to wait; null where it does not.</param>
internal sealed record WebhookAttempt(int Status, string Problem, TimeSpan? RetryAfter)
{
    private const int Gone = 410;

    public bool IsSuccess => Problem.Length == 0;

    /// <summary>True where the receiver wants nothing any more.</summary>
    public bool IsGone => Status == Gone;
}
