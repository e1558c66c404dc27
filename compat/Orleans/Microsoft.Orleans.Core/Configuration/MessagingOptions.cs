namespace Orleans.Configuration;

/// <summary>How calls behave.</summary>
public abstract class MessagingOptions
{
    internal MessagingOptions()
    {
    }

    /// <summary>How long a caller waits for an answer.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a call whose caller stopped waiting is not begun.</summary>
    public bool DropExpiredMessages { get; set; } = true;

    /// <summary>Whether a call whose caller stopped waiting has its token cancelled.</summary>
    public bool CancelRequestOnTimeout { get; set; }

    /// <summary>Whether a caller that cancels waits until the grain has answered.</summary>
    public bool WaitForCancellationAcknowledgement { get; set; }
}
