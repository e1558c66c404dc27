namespace Triad.Client;

/// <summary>What a receiver finds of a message.</summary>
public enum WebhookVerdict
{
    /// <summary>It is the platform's, and new.</summary>
    Valid,

    /// <summary>A header is missing, or is none.</summary>
    Malformed,

    /// <summary>No signature fits: it is not the platform's, or was changed on its way.</summary>
    WrongSignature,

    /// <summary>It was sent too long ago, or is of the future: it may be a repeat by somebody else, or a clock is wrong.</summary>
    WrongTime,
}
