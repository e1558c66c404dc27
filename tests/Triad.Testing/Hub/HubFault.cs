namespace Triad.Testing.Hub;

/// <summary>What a <see cref="SmallHub"/> does wrong with a file.</summary>
public enum HubFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It sends other bytes of the same number.</summary>
    OtherBytes,

    /// <summary>It closes the connection in the middle.</summary>
    BreaksOff,

    /// <summary>It sends more than it announces.</summary>
    TooLong,

    /// <summary>It redirects to a host that has nothing to do with it.</summary>
    RedirectsElsewhere,

    /// <summary>It redirects to itself for ever.</summary>
    RedirectsForEver,

    /// <summary>It has no such file.</summary>
    NotFound,

    /// <summary>It has no time now.</summary>
    TooManyRequests,

    /// <summary>It sends half and then nothing.</summary>
    Stalls,

    /// <summary>It sends the whole where a part is asked for.</summary>
    IgnoresRanges,
}
