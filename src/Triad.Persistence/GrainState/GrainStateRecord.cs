namespace Triad.Persistence.GrainState;

/// <summary>A stored state: its version and its bytes.</summary>
internal sealed record GrainStateRecord(string ETag, byte[] Payload);
