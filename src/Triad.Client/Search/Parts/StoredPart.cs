namespace Triad.Client;

/// <summary>A video of the library, or a segment of it.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="SegmentIndex">A segment of it; null for the whole video.</param>
/// <param name="Modalities">Which stored vector counts, that of all these; none: that of all it has.</param>
public sealed record StoredPart(string VideoId, int? SegmentIndex = null, Modalities Modalities = Modalities.None) : QueryPart
{
    /// <summary>Which stored vector counts, by its name, in place of <see cref="Modalities"/>; null: by those.</summary>
    public string? Representation { get; init; }

    private protected override void Fill(V1.Part part)
    {
        part.Stored = new V1.StoredItem { VideoId = VideoId };
        if (SegmentIndex is { } index)
            part.Stored.SegmentIndex = index;
        if (Modalities != Modalities.None)
            part.Modalities = Modalities.ToWire();
        if (Representation is { } name)
            part.Representation = name;
    }
}
