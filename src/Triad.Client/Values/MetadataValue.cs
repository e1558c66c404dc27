using System.Globalization;

namespace Triad.Client;

/// <summary>A value that a user attaches to a video: a text, a number, a truth value or a list of texts.</summary>
public sealed record MetadataValue
{
    private readonly V1.MetadataValue _wire;

    private MetadataValue(V1.MetadataValue wire) => _wire = wire;

    /// <summary>The value: a <see cref="string"/>, <see cref="double"/>, <see cref="bool"/> or a list of strings.</summary>
    public object Value => _wire.KindCase switch
    {
        V1.MetadataValue.KindOneofCase.StringValue => _wire.StringValue,
        V1.MetadataValue.KindOneofCase.NumberValue => _wire.NumberValue,
        V1.MetadataValue.KindOneofCase.BoolValue => _wire.BoolValue,
        V1.MetadataValue.KindOneofCase.ListValue => _wire.ListValue.Values.ToArray(),
        _ => string.Empty,
    };

    /// <summary>A text of at most 1,024 characters.</summary>
    public static implicit operator MetadataValue(string value) => new(new V1.MetadataValue { StringValue = value });

    /// <summary>A finite number.</summary>
    public static implicit operator MetadataValue(double value) => new(new V1.MetadataValue { NumberValue = value });

    /// <summary>A truth value.</summary>
    public static implicit operator MetadataValue(bool value) => new(new V1.MetadataValue { BoolValue = value });

    /// <summary>At most 64 texts.</summary>
    public static implicit operator MetadataValue(string[] values) =>
        new(new V1.MetadataValue { ListValue = new V1.StringList { Values = { values } } });

    /// <summary>The value as text.</summary>
    public override string ToString() => Value is string[] list
        ? string.Join(", ", list)
        : Convert.ToString(Value, CultureInfo.InvariantCulture)!;

    internal static MetadataValue FromWire(V1.MetadataValue wire) => new(wire.Clone());

    internal static IReadOnlyDictionary<string, MetadataValue> FromWire(IEnumerable<KeyValuePair<string, V1.MetadataValue>> wire) =>
        wire.ToDictionary(entry => entry.Key, entry => FromWire(entry.Value), StringComparer.Ordinal);

    internal V1.MetadataValue ToWire() => _wire.Clone();
}
