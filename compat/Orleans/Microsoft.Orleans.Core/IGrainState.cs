namespace Orleans;

/// <summary>A grain's state as a storage provider sees it.</summary>
public interface IGrainState<T>
{
    /// <summary>The state.</summary>
    T? State { get; set; }

    /// <summary>The version that was read or written last; null where there is none.</summary>
    string? ETag { get; set; }

    /// <summary>Whether the storage has the state.</summary>
    bool RecordExists { get; set; }
}
