namespace Triad.Gateway.Calls;

/// <summary>What API keys allow.</summary>
[Flags]
internal enum Scopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Searching, embedding and reading the library.</summary>
    Search = 1,

    /// <summary>Putting videos in, changing and removing them.</summary>
    Ingest = 2,

    /// <summary>Everything, for any tenant.</summary>
    Operator = 4,
}
