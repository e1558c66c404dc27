using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Keys;
using Triad.Client;

namespace Triad.Cli.Grants;

/// <summary><c>triad grant create</c>.</summary>
internal static class CreateGrantCommand
{
    private const double MostDays = 366;

    private static readonly Option<string?> Invitation = new("--invitation")
    {
        Description = "What the other tenant has made for this one: triad grant invite.",
        HelpName = "TOKEN",
    };

    private static readonly Option<string?> To = new("--to") { Description = "The other tenant, in place of the invitation; with an operator's key.", HelpName = "TENANT" };

    private static readonly Option<bool> All = new("--all") { Description = "Let all videos through; otherwise give --where or --filter." };

    private static readonly Option<double?> Days = new("--expires-in-days") { Description = "How long it holds: at most 366 days.", HelpName = "DAYS" };

    private static readonly Option<DateTimeOffset?> Expires = new("--expires") { Description = "When it ends, instead of --expires-in-days.", HelpName = "TIME" };

    private static readonly Option<string?> Name = new("--name") { Description = "For people of both sides.", HelpName = "TEXT" };

    private static readonly Option<bool> ShowName = new("--show-name") { Description = "Hits show the video's name." };

    private static readonly Option<bool> ShowTranscript = new("--show-transcript") { Description = "Hits show what is said or written." };

    private static readonly Option<string[]> ShowMetadata = new("--show-metadata")
    {
        Description = "Hits show the metadata under this key; may be repeated.",
        HelpName = "KEY",
    };

    private static readonly Option<bool> ShowAllMetadata = new("--show-all-metadata") { Description = "Hits show all metadata." };

    public static Command Create()
    {
        var filter = new KeyFilterOption();
        return new Command("create", "Let another tenant search a part of the library.")
        {
            Invitation, To, filter.Where, filter.Option, All, Days, Expires, Name, ShowName, ShowTranscript, ShowMetadata, ShowAllMetadata,
        }
            .Runs(async (context, cancellationToken) =>
            {
                var options = new CreateGrantOptions
                {
                    Invitation = context.Get(Invitation),
                    GranteeTenantId = context.Get(To),
                    Filter = FilterOf(context, filter),
                    ExpireTime = EndOf(context),
                    DisplayName = context.Get(Name),
                    Fields = new GrantedFields
                    {
                        Name = context.Get(ShowName),
                        Transcript = context.Get(ShowTranscript),
                        AllMetadata = context.Get(ShowAllMetadata),
                        MetadataKeys = context.Get(ShowMetadata) ?? [],
                    },
                };
                if (options is { Invitation: null, GranteeTenantId: null })
                    throw CommandException.WrongUse(Invitation.Name, null, "Give the other tenant's invitation, or --to TENANT with an operator's key");
                using var client = context.Connect();
                GrantCommand.Show(context, await client.Grants.CreateAsync(options, cancellationToken));
            })
            .WithExamples(
                "triad grant create --invitation AAAB… --where public:bool=true --show-name --show-metadata title --expires-in-days 30",
                "triad grant create --tenant acme --to beta --all --expires 2027-01-01");
    }

    private static SearchFilter FilterOf(CommandContext context, KeyFilterOption filter)
    {
        var given = filter.Read(context);
        if (given is not null == context.Get(All))
            throw CommandException.WrongUse(All.Name, given is null ? null : "true", "Say what the grant lets through: --where or --filter, or --all for all videos");
        return given ?? new SearchFilter();
    }

    private static DateTimeOffset EndOf(CommandContext context)
    {
        if (context.Get(Expires) is { } end)
            return end;
        return context.Get(Days) switch
        {
            null => throw CommandException.WrongUse(Days.Name, null, "Say how long it holds: --expires-in-days DAYS or --expires TIME"),
            > 0 and <= MostDays and var days => TimeProvider.System.GetUtcNow().AddDays(days),
            var wrong => throw CommandException.WrongUse(Days.Name, wrong.Value.ToString(CultureInfo.InvariantCulture), $"Give more than 0 days, and at most {MostDays}"),
        };
    }
}
