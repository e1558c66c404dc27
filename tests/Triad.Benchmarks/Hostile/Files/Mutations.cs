using System.Buffers.Binary;

namespace Triad.Benchmarks.Hostile.Files;

/// <summary>Spoils sound files: cut off, bits flipped, parts exchanged, fields of headers set to what nobody expects.</summary>
internal static class Mutations
{
    private static readonly uint[] Extremes = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

    private static readonly string[] Atoms =
    [
        "mvhd", "tkhd", "mdhd", "hdlr", "stts", "ctts", "stss", "stsz", "stsc", "stco", "co64", "elst", "stsd", "avcC", "esds", "trex", "tfhd", "trun", "mvex",
        "moov", "trak", "mdia", "minf", "stbl", "mdat", "ftyp", "fmt ", "data", "hdrl", "avih", "strh", "strf", "IHDR", "IDAT", "OggS", "fLaC", "LIST", "idx1",
    ];

    public static HostileFile Truncate(HostileContext context, Random random)
    {
        var clip = Any(context, random);
        var length = random.Next(4) switch
        {
            0 => random.Next(1, Math.Min(64, clip.Bytes.Length)),
            1 => clip.Bytes.Length - random.Next(1, Math.Min(64, clip.Bytes.Length)),
            _ => random.Next(1, clip.Bytes.Length),
        };
        return new HostileFile("truncated", clip.Name, clip.Bytes[..length]);
    }

    public static HostileFile Flip(HostileContext context, Random random)
    {
        var clip = Any(context, random);
        var bytes = (byte[])clip.Bytes.Clone();
        var reach = random.Next(2) == 0 ? Math.Min(bytes.Length, 4096) : bytes.Length;
        for (var left = 1 << random.Next(9); left > 0; left--)
            bytes[random.Next(Math.Min(4, reach), reach)] ^= (byte)(1 << random.Next(8));
        return new HostileFile("bits flipped", clip.Name, bytes);
    }

    public static HostileFile Splice(HostileContext context, Random random)
    {
        var (first, second) = (Any(context, random), Any(context, random));
        var (head, tail) = (random.Next(1, first.Bytes.Length), random.Next(second.Bytes.Length));
        byte[] bytes = random.Next(4) switch
        {
            0 => [.. first.Bytes, .. second.Bytes],
            1 => [.. first.Bytes.AsSpan(0, head), .. second.Bytes.AsSpan(tail)],
            2 => [.. first.Bytes.AsSpan(0, head), .. new byte[random.Next(1, 65536)], .. first.Bytes.AsSpan(head)],
            _ => [.. first.Bytes.AsSpan(0, head), .. first.Bytes.AsSpan(random.Next(head))],
        };
        return new HostileFile("spliced", first.Name, bytes);
    }

    /// <summary>Finds a part of a container by its name and sets fields behind it to extremes: dimensions, durations, counts, sample rates, edits.</summary>
    public static HostileFile Header(HostileContext context, Random random)
    {
        var clip = Any(context, random);
        var bytes = (byte[])clip.Bytes.Clone();
        var places = Atoms.SelectMany(atom => PlacesOf(bytes, System.Text.Encoding.ASCII.GetBytes(atom))).ToList();
        for (var left = random.Next(1, 6); left > 0; left--)
        {
            var at = places.Count > 0 && random.Next(4) > 0
                ? places[random.Next(places.Count)] + random.Next(-4, 28)
                : random.Next(4, Math.Max(5, Math.Min(bytes.Length, 512)));
            if (at < 4 || at + 4 > bytes.Length)
                continue;
            var value = Extremes[random.Next(Extremes.Length)];
            if (random.Next(2) == 0)
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
            else
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
        }

        return new HostileFile("absurd header", clip.Name, bytes);
    }

    private static Clip Any(HostileContext context, Random random) => context.Clips[random.Next(context.Clips.Count)];

    private static IEnumerable<int> PlacesOf(byte[] bytes, byte[] name)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var found = bytes.AsSpan(at).IndexOf(name);
            if (found < 0)
                yield break;
            yield return at + found + name.Length;
            at += found + name.Length;
        }
    }
}
