using System.Collections.Immutable;
using System.Text;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>Hits of a ranking in as few bytes as keep them whole: some fifty a hit, most of them the video's id.</summary>
internal static class PackedHits
{
    public static byte[] Pack(ImmutableArray<RankedHit> hits)
    {
        var names = hits.Select(hit => hit.Representation).Distinct().ToList();
        var numbers = names.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number);
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write7BitEncodedInt(names.Count);
        foreach (var name in names)
            writer.Write(name.Value);
        writer.Write7BitEncodedInt(hits.Length);
        foreach (var hit in hits)
        {
            writer.Write(hit.VideoId.Value);
            writer.Write7BitEncodedInt(hit.Shard);
            writer.Write7BitEncodedInt(hit.Generation);
            writer.Write7BitEncodedInt(hit.Segment + 1); // The whole video is -1, which would take five bytes.
            writer.Write7BitEncodedInt(numbers[hit.Representation]);
            writer.Write(hit.Score);
        }

        return bytes.ToArray();
    }

    public static ImmutableArray<RankedHit> Unpack(byte[] packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed), Encoding.UTF8);
        var names = new RepresentationName[reader.Read7BitEncodedInt()];
        for (var i = 0; i < names.Length; i++)
            names[i] = RepresentationName.From(reader.ReadString());
        var hits = ImmutableArray.CreateBuilder<RankedHit>(reader.Read7BitEncodedInt());
        for (var left = hits.Capacity; left > 0; left--)
        {
            hits.Add(new RankedHit(
                VideoId.From(reader.ReadString()),
                reader.Read7BitEncodedInt(),
                reader.Read7BitEncodedInt(),
                reader.Read7BitEncodedInt() - 1,
                names[reader.Read7BitEncodedInt()],
                reader.ReadSingle()));
        }

        return hits.MoveToImmutable();
    }
}
