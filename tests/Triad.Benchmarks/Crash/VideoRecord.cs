namespace Triad.Benchmarks.Crash;

/// <summary>One upload that was tried. Ids are used again after a deletion, numbers never: a video carries its number as metadata.</summary>
internal sealed class VideoRecord(int number, string tenant, string id, int clip)
{
    public int Number => number;

    public string Tenant => tenant;

    public string Id => id;

    public int Clip => clip;

    public string RequestId => FormattableString.Invariant($"crash-{number}");

    public VideoRecordState State { get; set; }

    /// <summary>True once it was there: an undisturbed run uploads it.</summary>
    public bool WasStored { get; set; }

    /// <summary>True while one caller works with it: the others keep off.</summary>
    public bool IsBusy { get; set; }

    public override string ToString() => FormattableString.Invariant($"{tenant}/{id} (upload {number}, clip {clip}, {State})");
}
