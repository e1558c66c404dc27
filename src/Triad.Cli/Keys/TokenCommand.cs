using System.CommandLine;
using System.Globalization;
using Triad.Cli.Connection;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Keys;

/// <summary><c>triad token</c>: tokens from a key, without a call.</summary>
internal static class TokenCommand
{
    private const double MostMinutes = 1440;

    public static Command Create() => new Command("token", "Make short-lived tokens for users of an application.") { CreateToken() }
        .WithExamples("triad token create ann --where owner=ann --key tk_…");

    private static Command CreateToken()
    {
        var subject = new Argument<string>("SUBJECT") { Description = "Whom it is for, as logs and traces name the user." };
        var scopes = Choices.Many<KeyScope>("--scope", "What it allows; may be repeated. Otherwise search. One of", "SCOPE");
        var minutes = new Option<double>("--minutes") { Description = "How long it counts.", HelpName = "MINUTES", DefaultValueFactory = _ => 15 };
        var audience = new Option<string>("--audience")
        {
            Description = "The platform's audience.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => BoundTokenOptions.DefaultAudience,
        };
        var filter = new KeyFilterOption();
        return new Command("create", "Make a token from the key, without a call. It ends with its key.") { subject, scopes, minutes, audience, filter.Option, filter.Where }
            .Runs((context, _) =>
            {
                if (context.Get(minutes) is var wrong and not (> 0 and <= MostMinutes))
                    throw CommandException.WrongUse(minutes.Name, wrong.ToString(CultureInfo.InvariantCulture), $"Give more than 0 minutes, and at most {MostMinutes}");
                var settings = ConnectionSettings.Resolve(context.Parsed);
                var options = new BoundTokenOptions
                {
                    Subject = context.Get(subject),
                    Filter = filter.Read(context) ?? new SearchFilter(),
                    Scopes = context.Get(scopes) is { Length: > 0 } given ? given : [KeyScope.Search],
                    Lifetime = TimeSpan.FromMinutes(context.Get(minutes)),
                    Audience = context.Get(audience) ?? BoundTokenOptions.DefaultAudience,
                    Tenant = settings.Tenant,
                };
                var token = Make(settings.Key, options);
                context.Output.Answer(new { token }, screen => screen.WriteLine(token));
                return Task.CompletedTask;
            })
            .WithExamples("triad token create ann --where owner=ann", "triad token create ann --filter '{}' --minutes 5 --scope search --scope ingest");
    }

    private static string Make(string? key, BoundTokenOptions options)
    {
        try
        {
            return TriadClient.CreateBoundToken(key ?? string.Empty, options);
        }
        catch (FormatException)
        {
            throw new CommandException("There is no key to make a token from.", ExitCode.WrongUse) { Remedy = "Give a tenant's key by --key or TRIAD_KEY" };
        }
        catch (ArgumentException problem)
        {
            throw new CommandException(problem.Message, ExitCode.WrongUse) { Remedy = "See 'triad token create --help'" };
        }
    }
}
