using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;

namespace Triad.Cli.Tenants;

/// <summary>The option <c>--weight</c>: a number, or <c>none</c> for the weight of the tenant's plan.</summary>
internal sealed class WeightOption
{
    private const string None = "none";

    private readonly Option<string?> _option = new("--weight")
    {
        Description = "Its part of embedding and searching beside other tenants: 0.01 to 100, or none for that of its plan.",
        HelpName = "NUMBER",
    };

    /// <summary>Gives a command the option.</summary>
    public void AddTo(Command command) => command.Add(_option);

    /// <summary>The number; null where none is given.</summary>
    /// <exception cref="CommandException">It is given something else.</exception>
    public double? Given(CommandContext context) => context.Get(_option) switch
    {
        null or None => null,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw CommandException.WrongUse(_option.Name, text, "Give a number, or none"),
    };

    /// <summary>True where the plan's weight is to hold again.</summary>
    public bool IsLifted(CommandContext context) => context.Get(_option) == None;
}
