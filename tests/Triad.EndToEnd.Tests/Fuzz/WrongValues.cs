using System.Collections;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Triad.EndToEnd.Tests.Fuzz;

/// <summary>What a fuzzer thinks of for a field: mostly wrong, sometimes right by chance.</summary>
internal static class WrongValues
{
    private const int Flood = 3000;
    private const int HugeFlood = 40_000;

    private static readonly string[] Texts =
    [
        "", " ", "\0", "a\0b", "\r\nx-injected: 1", "\t\u001b[31mred", "../../../../etc/passwd", "..", ".", "/", "a/b", "a\\b", "%2e%2e%2f", "%00", "~root", "CON",
        "' OR 1=1; DROP TABLE grain_state; --", "${jndi:ldap://127.0.0.1/x}", "{{7*7}}", "<script>alert(1)</script>", "-1", "0", "NaN", "null", "true",
        "\u0430cme", "\uff41cme", "acme\u200b", "\u202eemca", "e\u0301", "\u1e9e", "\U0001f3ac", "\U000e0041", "\ufeffacme", "\ufffd", "\uffff", "\u0130",
        "tk_aaaaaaaaaaaaaaaa_0000000000000000000000000000000000000000000000000000000000000000", "AAAA", "====", "triad-mini@0000000000000000",
        "file:///etc/passwd", "http://169.254.169.254/latest/meta-data", "1e400", "tva", "metadata.*",
    ];

    private static readonly double[] Numbers =
        [0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, 1e18, -1e18, 1e-300, 0.5];

    private static readonly long[] Wholes =
        [0, 1, -1, 2, 1000, 1001, int.MaxValue, int.MinValue, (long)int.MaxValue + 1, long.MaxValue, long.MinValue, 253_402_300_800, -62_135_596_801];

    private static readonly int[] Enums = [0, 1, 2, 3, 99, -1, int.MaxValue, int.MinValue];

    // Letters stand for bytes.
    private static readonly byte[][] Files = [.. new[]
    {
        "", "\0", "RIFF\xff\xff\xff\xffWAVEfmt ", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\b\x06\0\0\0",
        "\0\0\0\x18ftypmp42\0\0\0\0mp42isom\xff\xff\xff\xffmdat", "GIF89a\xff\xff\xff\xff", "#EXTM3U\nfile:///etc/passwd\n",
        "1\n00:00:99,999 --> -1:00:00,000\n\0\n", "WEBVTT\n\nNaN --> NaN\nx", "\x1f\x8b\b",
        "\xff\xd8\xff\xe0\0\x10JFIF", "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    }.Select(Encoding.Latin1.GetBytes)];

    /// <summary>Things to do to a field.</summary>
    public static Gen<WrongValue> For(FieldDescriptor field)
    {
        if (field.IsMap)
            return Gen.OneOf(Maps(field), Gen.Constant(Cleared));
        if (field.IsRepeated)
            return Gen.Frequency((4, Values(field).Select(value => Listed(value, 1))), (2, Floods(field)), (1, Gen.Constant(Cleared)));
        return Gen.Frequency((8, Values(field).Select(Single)), (1, Gen.Constant(Cleared)));
    }

    private static WrongValue Cleared { get; } = new("left out", (at, field) => field.Accessor.Clear(at));

    private static Gen<object> Values(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => Text().Select(text => (object)text),
        FieldType.Bytes => Bytes().Select(bytes => (object)ByteString.CopyFrom(bytes)),
        FieldType.Double => Number().Select(number => (object)number),
        FieldType.Float => Number().Select(number => (object)(float)number),
        FieldType.Int32 => Whole().Select(whole => (object)unchecked((int)whole)),
        FieldType.Int64 => Whole().Select(whole => (object)whole),
        FieldType.Bool => Gen.Elements(true, false).Select(flag => (object)flag),
        FieldType.Enum => Gen.Elements(Enums).Select(number => Enum.ToObject(field.EnumType.ClrType, number)),
        FieldType.Message => Gen.Constant<object>(field.MessageType),
        _ => throw new NotSupportedException($"{field.FullName} has the type {field.FieldType}: think of wrong values for it."),
    };

    private static Gen<string> Text() => Gen.Frequency(
        (6, Gen.Elements(Texts)),
        (2, Gen.Elements("a", "9", "\u00fc", "\U0001f3ac", " ", "-", ".", "A").SelectMany(unit => Gen.Elements(2, 49, 65, 129, 201, 256, 1025, 4097, 20_000)
            .Select(count => string.Concat(Enumerable.Repeat(unit, count))))),
        (2, Gen.Choose(0, 0xD7FF).Select(code => (char)code).ListOf().Select(letters => string.Concat(letters))));

    private static Gen<byte[]> Bytes() => Gen.Frequency(
        (4, Gen.Elements(Files)),
        (1, Gen.Choose(0, 255).Select(value => (byte)value).ListOf().Select(bytes => bytes.ToArray())),
        (1, Gen.Elements(Files).Select(file => (byte[])[.. file, .. new byte[70_000]])));

    private static Gen<double> Number() =>
        Gen.Frequency((4, Gen.Elements(Numbers)), (1, Gen.Choose(int.MinValue, int.MaxValue).Select(bits => BitConverter.Int64BitsToDouble((long)bits << 32))));

    private static Gen<long> Whole() => Gen.Frequency((4, Gen.Elements(Wholes)), (1, Gen.Choose(int.MinValue, int.MaxValue).Select(number => (long)number)));

    private static WrongValue Single(object value) =>
        new(Label(value), (at, field) => field.Accessor.SetValue(at, Fresh(value)));

    private static WrongValue Listed(object value, int times) => new(times == 1 ? $"[{Label(value)}]" : $"{times} times {Label(value)}", (at, field) =>
    {
        var list = (IList)field.Accessor.GetValue(at);
        list.Clear();
        for (var i = 0; i < times; i++)
            list.Add(Fresh(value));
    });

    // Twice the same, more than any limit, and far more.
    private static Gen<WrongValue> Floods(FieldDescriptor field) => Values(field)
        .Where(value => value is not (ByteString { Length: > 100 } or string { Length: > 100 }))
        .SelectMany(value => Gen.Frequency((3, Gen.Constant(2)), (2, Gen.Constant(Flood)), (1, Gen.Constant(HugeFlood))).Select(times => Listed(value, times)));

    private static Gen<WrongValue> Maps(FieldDescriptor field) =>
        from key in Text()
        from value in Values(field.MessageType.FindFieldByNumber(2))
        from times in Gen.Frequency((4, Gen.Constant(1)), (1, Gen.Constant(Flood)))
        select new WrongValue($"{times} keys {Label(key)} with {Label(value)}", (at, map) =>
        {
            var entries = (IDictionary)map.Accessor.GetValue(at);
            entries.Clear();
            for (var i = 0; i < times; i++)
                entries[i == 0 ? key : $"{key}{i}"] = Fresh(value);
        });

    // A message is made anew for each place: an empty one, nothing of its oneofs set.
    private static object Fresh(object value) => value is MessageDescriptor type ? type.Parser.ParseFrom([]) : value;

    private static string Label(object value) => value switch
    {
        string text => $"'{(text.Length > 40 ? $"{text[..40]}' and so on, {text.Length} characters" : text + "'")}",
        ByteString bytes => $"{bytes.Length} bytes {Convert.ToHexStringLower(bytes.Span[..Math.Min(12, bytes.Length)])}",
        MessageDescriptor type => $"an empty {type.Name}",
        _ => FormattableString.Invariant($"{value}"),
    };
}
