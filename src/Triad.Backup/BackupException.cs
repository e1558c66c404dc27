namespace Triad.Backup;

/// <summary>A backup cannot be made, read or restored, for a reason that an operator can mend.</summary>
/// <param name="message">What is wrong.</param>
public sealed class BackupException(string message) : Exception(message)
{
    /// <summary>What was given wrongly, or is in the way; null for none.</summary>
    public string? Field { get; init; }

    /// <summary>Its value.</summary>
    public string? Value { get; init; }

    /// <summary>What to do.</summary>
    public string? Remedy { get; init; }
}
