using Triad.Core.Identity;
using Triad.Core.Rows;

namespace Triad.Grains.Quotas;

/// <summary>Which of a tenant's videos are in work. A place is durable; how long it is held is not, so that after a restart all are held for another while.</summary>
internal sealed class IngestPlaces(TimeSpan heldFor, TimeProvider time)
{
    private const string Prefix = "work/";

    private readonly Dictionary<VideoId, DateTimeOffset> _until = [];

    /// <summary>Places that are held.</summary>
    public int Count => _until.Values.Count(until => until > time.GetUtcNow());

    /// <summary>True for a row of a place.</summary>
    public static bool IsPlace(Row row) => row.Key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The row of a video's place. The form is stored for ever.</summary>
    public static Row RowOf(VideoId video) => new(Prefix + video, "held");

    /// <summary>Takes on a place that was stored.</summary>
    public void Load(Row row) => Hold(VideoId.From(row.Key[Prefix.Length..]));

    /// <summary>True where a video has a place, whether or not anybody else may have it now.</summary>
    public bool Has(VideoId video) => _until.ContainsKey(video);

    /// <summary>Holds a place from now on.</summary>
    public void Hold(VideoId video) => _until[video] = time.GetUtcNow() + heldFor;

    /// <summary>Gives a place up.</summary>
    public void Leave(VideoId video) => _until.Remove(video);

    /// <summary>Places that nobody holds any more.</summary>
    public IReadOnlyList<VideoId> Lost() => [.. _until.Where(place => place.Value <= time.GetUtcNow()).Select(place => place.Key)];
}
