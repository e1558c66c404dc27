using System.Net;
using System.Text.RegularExpressions;
using Triad.Core.Errors;

namespace Triad.Media.Fetching;

/// <summary>
/// Reads addresses that tenants give. Only one way to write a host is taken: a name in ASCII, four decimal numbers, or an IPv6 address in brackets. Parsers
/// differ about all others, and what one of them checks is then not where another one goes.
/// </summary>
internal static partial class FetchAddress
{
    private const int MaxLength = 2048;
    private const int MaxHost = 253;

    /// <summary>Reads the form of an address: scheme, host, port. FieldInvalid.</summary>
    public static Result<Uri> Parse(string text, string field, FetchRules rules)
    {
        if (text.Length == 0)
            return Error.Missing(field, rules.Remedy);
        if (text.Length > MaxLength)
            return Error.Invalid(field, text, $"has {text.Length} characters", $"Give at most {MaxLength} characters.");
        if (Whole().Match(text) is not { Success: true } parts || !Uri.TryCreate(text, UriKind.Absolute, out var address))
            return Error.Invalid(field, text, "is no address of the web", rules.Remedy);
        if (!parts.Groups["scheme"].Value.Equals("https", StringComparison.OrdinalIgnoreCase) && !rules.AllowsHttp)
            return Error.Invalid(field, text, "is not https", "Give an https address; the operator may allow http with Triad:Fetch:AllowHttp.");
        var authority = parts.Groups["authority"].Value;
        if (authority.Contains('@', StringComparison.Ordinal))
            return Error.Invalid(field, Hidden(text, authority), "has a name or password in it", "Leave out what stands before the @.");
        var host = authority;
        if (Port().Match(host) is { Success: true } port)
            host = host[..port.Index];
        if (HostOf(host) is not { } known || !IsSame(known, address))
            return Error.Invalid(
                field, text, "has a host that is written in a form that is not taken",
                "Write a name in ASCII (xn-- for others), an IPv4 address as four decimal numbers, or an IPv6 address in brackets.");
        return rules.AllowsPort(address.Port)
            ? address
            : Error.Invalid(field, text, $"has the port {address.Port}", $"Use one of the ports {rules.Ports}; the operator sets Triad:Fetch:Ports.");
    }

    /// <summary>A host in the one form that is taken, as <see cref="Uri.IdnHost"/> writes it; null for another form.</summary>
    public static string? HostOf(string text)
    {
        if (text.StartsWith('[') && text.EndsWith(']'))
            return IPv6().IsMatch(text) && IPAddress.TryParse(text.AsSpan(1, text.Length - 2), out var six) ? six.ToString() : null;
        if (text.Length is 0 or > MaxHost || !Name().IsMatch(text))
            return null;

        // A last label of digits, or 0x, is a number to some parsers: then all of it must be the plain form of one.
        var last = text[(text.LastIndexOf('.') + 1)..];
        if (!char.IsAsciiDigit(last[0]))
            return text;
        return IPAddress.TryParse(text, out var four) && four.ToString() == text ? text : null;
    }

    // What was read here must be what the client will go to.
    private static bool IsSame(string host, Uri address) => address.HostNameType == UriHostNameType.IPv6
        ? IPAddress.TryParse(address.IdnHost, out var parsed) && IPAddress.TryParse(host, out var own) && parsed.Equals(own)
        : host.Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static string Hidden(string text, string authority) =>
        text.Replace(authority, string.Concat("…@", authority.AsSpan(authority.LastIndexOf('@') + 1)), StringComparison.Ordinal);

    [GeneratedRegex(@"\A(?<scheme>[Hh][Tt][Tt][Pp][Ss]?)://(?<authority>[\x21\x22\x24-\x2E\x30-\x3E\x40-\x5B\x5D-\x7E]+)(?:[/?#][\x21-\x5B\x5D-\x7E]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@":[0-9]{1,5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Port();

    [GeneratedRegex(@"\A\[[0-9A-Fa-f:.]+\]\z", RegexOptions.CultureInvariant)]
    private static partial Regex IPv6();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
