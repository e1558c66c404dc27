using System.Globalization;
using Triad.Grains.Abstractions.Videos;
using StableHash = Triad.Core.Routing.StableHash;

namespace Triad.Grains.Abstractions.Ingest;

/// <summary>Keys of ingest queue grains: a partition's number. Partitions keep the queue's state small.</summary>
public static class IngestQueueKey
{
    /// <summary>How many partitions there are; fixed, since it decides where a video waits.</summary>
    public const int Partitions = 8;

    /// <summary>The key of a partition.</summary>
    public static string Of(int partition) => partition.ToString(CultureInfo.InvariantCulture);

    /// <summary>The key of the partition where a video waits.</summary>
    public static string Of(VideoKey video) => Of((int)(StableHash.Of(video.ToString()) % Partitions));

    /// <summary>Parses a key that <see cref="Of(int)"/> made.</summary>
    public static int Parse(string key) => int.Parse(key, CultureInfo.InvariantCulture);
}
