using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;

namespace Orleans.Serialization.Copying;

/// <summary>Types of the base library whose values never change, and exceptions, which pass by reference.</summary>
internal static class ShallowTypes
{
    private static readonly HashSet<Type> Known =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan), typeof(Int128), typeof(UInt128), typeof(Half), typeof(BigInteger), typeof(Uri), typeof(Version), typeof(Rune),
        typeof(IPAddress), typeof(IPEndPoint), typeof(CancellationToken), typeof(Complex), typeof(CompareInfo),
    ];

    public static bool Contains(Type type) =>
        type.IsPrimitive || type.IsEnum || Known.Contains(type) || typeof(Exception).IsAssignableFrom(type)
        || typeof(Type).IsAssignableFrom(type) || typeof(CultureInfo).IsAssignableFrom(type);
}
