using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Triad.Resilience.Tests.Durability;

/// <summary>A system call as strace wrote it down.</summary>
/// <param name="Start">The line on which it began: what it is to make durable was written before.</param>
/// <param name="End">The line on which it was over.</param>
/// <param name="Name">Such as fsync.</param>
/// <param name="Arguments">As written.</param>
/// <param name="Result">What it returned; negative for a failure.</param>
/// <param name="ResultText">The result with what strace adds, such as the path behind a descriptor.</param>
internal sealed partial record SystemCall(int Start, int End, string Name, string Arguments, long Result, string ResultText)
{
    private IReadOnlyList<byte[]>? _strings;

    /// <summary>The descriptor in the first argument with its path: <c>12&lt;/a/b&gt;</c>.</summary>
    public string Descriptor => FirstDescriptor().Match(Arguments).Value;

    /// <summary>The path behind the first argument's descriptor.</summary>
    public string DescriptorPath => PathOf(Descriptor);

    /// <summary>The path behind the descriptor that was returned.</summary>
    public string ResultPath => PathOf(ResultText);

    /// <summary>All strings among the arguments, as bytes.</summary>
    public IReadOnlyList<byte[]> Strings() => _strings ??= [.. Quoted().Matches(Arguments).Select(match => Unescape(match.Groups[1].Value))];

    /// <summary>All strings among the arguments, as text.</summary>
    public IReadOnlyList<string> Texts() => [.. Strings().Select(Encoding.UTF8.GetString)];

    /// <summary>The number after the last comma.</summary>
    public long LastNumber => long.Parse(Arguments[(Arguments.LastIndexOf(',') + 1)..].Trim(), CultureInfo.InvariantCulture);

    /// <summary>The number after the first comma.</summary>
    public long SecondNumber => long.Parse(SecondArgument().Match(Arguments).Groups[1].Value, CultureInfo.InvariantCulture);

    private static string PathOf(string descriptor)
    {
        var open = descriptor.IndexOf('<', StringComparison.Ordinal);
        return open < 0 ? string.Empty : descriptor[(open + 1)..descriptor.LastIndexOf('>')];
    }

    private static byte[] Unescape(string text)
    {
        var bytes = new List<byte>(text.Length / 4);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                bytes.Add((byte)text[i]);
                continue;
            }

            i++;
            if (text[i] == 'x')
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else if (text[i] is >= '0' and <= '7')
            {
                var end = i + 1;
                while (end < text.Length && end < i + 3 && text[end] is >= '0' and <= '7')
                    end++;
                bytes.Add(Convert.ToByte(text[i..end], 8));
                i = end - 1;
            }
            else
            {
                bytes.Add((byte)(text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'f' => '\f', 'v' => '\v', var other => other }));
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"^\d+<[^>]*>")]
    private static partial Regex FirstDescriptor();

    [GeneratedRegex("\"((?>[^\"\\\\]+|\\\\.)*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^[^,]*, (-?\d+)")]
    private static partial Regex SecondArgument();
}
