namespace Triad.Client;

/// <summary>A change of a tenant's model, and how far it is.</summary>
public sealed record ModelChange
{
    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>Where the change is.</summary>
    public ModelChangeState State { get; init; }

    /// <summary>The model package that searches ask.</summary>
    public string LivePackage { get; init; } = string.Empty;

    /// <summary>The space of its vectors.</summary>
    public string LiveSpace { get; init; } = string.Empty;

    /// <summary>The model package before or after; empty where there is no change.</summary>
    public string OtherPackage { get; init; } = string.Empty;

    /// <summary>The space of its vectors.</summary>
    public string OtherSpace { get; init; } = string.Empty;

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When searches changed over last; null before.</summary>
    public DateTimeOffset? CutOverTime { get; init; }

    /// <summary>Videos that can be found, or are on their way there.</summary>
    public int Videos { get; init; }

    /// <summary>Those of them that the other model has.</summary>
    public int VideosDone { get; init; }

    /// <summary>Those that can be found and that the other model cannot embed.</summary>
    public int VideosFailed { get; init; }

    /// <summary>The rest.</summary>
    public int VideosWaiting { get; init; }

    /// <summary>Videos that still have vectors of a model that was given up.</summary>
    public int VideosCleaning { get; init; }

    /// <summary>Some of the videos that would not be found after a change over now.</summary>
    public IReadOnlyList<string> MissingVideoIds { get; init; } = [];

    /// <summary>How long the rest will take at the present speed; null where that is not known yet.</summary>
    public TimeSpan? TimeLeft { get; init; }

    internal static ModelChange FromWire(V1.ModelChange wire) => new()
    {
        TenantId = wire.TenantId,
        State = (ModelChangeState)wire.State,
        LivePackage = wire.LivePackage,
        LiveSpace = wire.LiveSpace,
        OtherPackage = wire.OtherPackage,
        OtherSpace = wire.OtherSpace,
        StartTime = wire.StartTime?.ToDateTimeOffset(),
        CutOverTime = wire.CutOverTime?.ToDateTimeOffset(),
        Videos = wire.Videos,
        VideosDone = wire.VideosDone,
        VideosFailed = wire.VideosFailed,
        VideosWaiting = wire.VideosWaiting,
        VideosCleaning = wire.VideosCleaning,
        MissingVideoIds = [.. wire.MissingVideoIds],
        TimeLeft = wire.TimeLeft?.ToTimeSpan(),
    };
}
