using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Tenants;
using Triad.Client;

namespace Triad.Cli.Plans;

/// <summary>The options of what a plan gives.</summary>
internal sealed class PlanOptions
{
    private const string Everything = "all";
    private const string ForEver = "none";

    private readonly Option<string?> _name = new("--name") { Description = "For people.", HelpName = "TEXT" };
    private readonly Option<double?> _weight = new("--weight") { Description = "A tenant's share of what is scarce, 0.01 to 100.", HelpName = "NUMBER" };
    private readonly Option<string[]> _packages = new("--allow-package")
    {
        Description = "A model package that tenants may choose; may be given several times. \"all\" allows all.",
        HelpName = "ID",
    };

    private readonly Option<string?> _retention = new("--retention-days")
    {
        Description = "How many days a video is kept. \"none\" keeps it for ever.",
        HelpName = "DAYS",
    };

    private readonly Option<TenantTier?> _tier = new("--tier") { Description = "How tenants are housed.", HelpName = "TIER" };

    /// <summary>The quotas.</summary>
    public QuotaOptions Quotas { get; } = new();

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_name, _weight, _packages, _retention, _tier];
        foreach (var option in all)
            command.Add(option);
        Quotas.AddTo(command);
    }

    /// <summary>The name; null where none is given.</summary>
    public string? Name(CommandContext context) => context.Get(_name);

    /// <summary>The weight; null where none is given.</summary>
    public double? Weight(CommandContext context) => context.Get(_weight);

    /// <summary>The tier; null where none is given.</summary>
    public TenantTier? Tier(CommandContext context) => context.Get(_tier);

    /// <summary>The packages; null where none are given, empty for all.</summary>
    public IReadOnlyCollection<string>? Packages(CommandContext context) => context.Get(_packages) switch
    {
        null or [] => null,
        [Everything] => [],
        var packages => packages,
    };

    /// <summary>The retention; null where none is given, or for ever.</summary>
    /// <exception cref="CommandException">It is no number of days.</exception>
    public TimeSpan? Retention(CommandContext context) => context.Get(_retention) switch
    {
        null or ForEver => null,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 36_500 =>
            TimeSpan.FromDays(days),
        var text => throw CommandException.WrongUse(_retention.Name, text, "Give a number of days above 0, or none"),
    };

    /// <summary>True where videos are to be kept for ever.</summary>
    public bool IsForEver(CommandContext context) => context.Get(_retention) == ForEver;
}
