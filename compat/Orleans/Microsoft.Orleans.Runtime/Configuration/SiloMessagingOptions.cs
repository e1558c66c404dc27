namespace Orleans.Configuration;

/// <summary>How calls behave in a silo.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How often a call may go on to another activation because its own ended.</summary>
    public int MaxForwardCount { get; set; } = 2;
}
