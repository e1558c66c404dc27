using System.Globalization;
using Qdrant.Client.Grpc;

namespace Triad.Doubles.Storage;

/// <summary>How messages name a shard key.</summary>
internal static class ShardKeyExtensions
{
    public static string Named(this ShardKey? key) => key?.KeyCase switch
    {
        ShardKey.KeyOneofCase.Keyword => $"\"{key.Keyword}\"",
        ShardKey.KeyOneofCase.Number => key.Number.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>Whether it names anything: a server leaves out keys that do not.</summary>
    public static bool IsGiven(this ShardKey? key) => key is not null && key.KeyCase != ShardKey.KeyOneofCase.None;
}
