namespace Triad.Client;

/// <summary>How one modality of a video fared.</summary>
public enum ModalityState
{
    /// <summary>Not looked at yet, or a state that this version of the client does not know.</summary>
    Unknown = 0,

    /// <summary>The video has it and can be found by it.</summary>
    Ready = 1,

    /// <summary>The video has it and can be found by it, but it breaks off.</summary>
    Partial = 2,

    /// <summary>The video does not have it.</summary>
    Absent = 3,

    /// <summary>The video has it, but it could not be used.</summary>
    Failed = 4,
}
