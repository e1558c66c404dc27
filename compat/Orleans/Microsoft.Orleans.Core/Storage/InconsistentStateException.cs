namespace Orleans.Storage;

/// <summary>A state was written by somebody else since it was read; the activation that lets it escape is deactivated.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <summary>Makes the exception.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>Makes the exception.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base($"{errorMsg} (stored version {storedEtag ?? "none"}, expected {currentEtag ?? "none"})", storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>The version in the storage.</summary>
    [Id(1)]
    public string? StoredEtag { get; private set; }

    /// <summary>The version that the grain believed.</summary>
    [Id(2)]
    public string? CurrentEtag { get; private set; }

    /// <summary>Whether the activation that it escapes from is the one that wrote.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
