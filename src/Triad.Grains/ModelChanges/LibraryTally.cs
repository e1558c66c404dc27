using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.ModelChanges;

/// <summary>Counts how a library's videos stand to the tenant's lineages.</summary>
internal sealed class LibraryTally
{
    private const int MostNamed = 20;

    private readonly List<VideoId> _missing = [];
    private readonly List<VideoId> _onlyInOther = [];
    private int _total;
    private int _done;
    private int _failed;
    private int _cleaning;
    private int _behind;

    /// <summary>Videos that could not be looked at.</summary>
    public int Unread { get; private set; }

    /// <summary>Why one of them could not.</summary>
    public Error? Problem { get; private set; }

    /// <summary>Videos that the other lineage has, and that the live one has not yet.</summary>
    public int OnlyInOther { get; private set; }

    /// <summary>Some of these.</summary>
    public IReadOnlyList<VideoId> SomeOnlyInOther => _onlyInOther;

    /// <summary>Counts a video.</summary>
    public void Add(VideoId video, VideoAlignment aligned)
    {
        _cleaning += aligned.IsCleaning ? 1 : 0;
        if (aligned is { IsFailed: true, IsOtherDone: false })
            return; // Nobody finds it, before or after.
        var isUnfinished = aligned is { IsFound: false, IsFailed: false };
        _total++;
        _done += aligned.IsOtherDone && !isUnfinished ? 1 : 0;
        _failed += aligned is { IsOtherFailed: true, IsFound: true } ? 1 : 0;
        if (aligned.IsOtherDone && isUnfinished)
        {
            OnlyInOther++;
            Name(_onlyInOther, video);
        }

        if (aligned.MayBeFoundFirst || (aligned.IsFound && !aligned.IsOtherDone))
            AddBehind(video);
    }

    /// <summary>Counts a video that could not be looked at: as one that the other lineage lacks.</summary>
    public void AddUnread(VideoId video, Error problem)
    {
        _total++;
        Unread++;
        Problem ??= problem;
        AddBehind(video);
    }

    /// <summary>The sums.</summary>
    public ModelChangeCounts ToCounts() => new(_total, _done, _failed, _total - _done - _failed, _cleaning, _behind, [.. _missing]);

    private void AddBehind(VideoId video)
    {
        _behind++;
        Name(_missing, video);
    }

    private static void Name(List<VideoId> names, VideoId video)
    {
        if (names.Count < MostNamed)
            names.Add(video);
    }
}
