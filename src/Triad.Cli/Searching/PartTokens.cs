using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Triad.Cli.Invocation;

namespace Triad.Cli.Searching;

/// <summary>Reads the parts of a query in the order of the command line, because a weight belongs to the part before it.</summary>
internal static class PartTokens
{
    /// <summary>The parts.</summary>
    /// <exception cref="CommandException">A weight has no part before it, is the second of its part, or is no number that may be one.</exception>
    public static IReadOnlyList<PartToken> Read(ParseResult parsed, Option<double[]> weight, IReadOnlyList<Symbol> symbols)
    {
        var owners = new Dictionary<Token, Symbol>(ReferenceEqualityComparer.Instance);
        foreach (var symbol in symbols.Append(weight))
        {
            foreach (var token in TokensOf(parsed, symbol))
                owners[token] = symbol;
        }

        var parts = new List<PartToken>();
        foreach (var token in parsed.Tokens)
        {
            if (!owners.TryGetValue(token, out var owner))
                continue;
            if (owner != weight)
            {
                parts.Add(new PartToken(owner, token.Value, null));
                continue;
            }

            if (parts is not [.., { Weight: null } last])
                throw CommandException.WrongUse(weight.Name, token.Value, "Put it behind the part that it is for, once");
            if (!double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value) || value == 0)
                throw CommandException.WrongUse(weight.Name, token.Value, "Give a number from -100 to 100 that is not 0");
            parts[^1] = last with { Weight = value };
        }

        return parts;
    }

    private static IReadOnlyList<Token> TokensOf(ParseResult parsed, Symbol symbol) => symbol switch
    {
        Option option => parsed.GetResult(option)?.Tokens ?? [],
        Argument argument => parsed.GetResult(argument)?.Tokens ?? [],
        _ => [],
    };
}
