using System.CommandLine;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Invocation;

/// <summary>The options of a command that lists: how many, from where, or everything. What is left out is said.</summary>
internal sealed class PageOptions
{
    // The platform gives no longer pages.
    private const int LongestPage = 1000;
    private const int Usual = 100;

    private readonly Option<int?> _limit = new("--limit")
    {
        Description = $"At most so many; otherwise {Usual}. Where there are more, the answer ends with the token for --page.",
        HelpName = "COUNT",
    };

    private readonly Option<string?> _page = new("--page")
    {
        Description = "Go on after a page: the token that it ended with (in JSON next_page_token). It lives 10 minutes.",
        HelpName = "TOKEN",
    };

    private readonly Option<bool> _all = new("--all") { Description = "Everything to the end, written as it comes." };

    /// <summary>Reads a page of so many at most, from a token on; null for the first.</summary>
    public delegate Task<Page<T>> Reader<T>(int size, string? token, CancellationToken cancellationToken);

    public Command AddTo(Command command)
    {
        command.Add(_limit);
        command.Add(_page);
        command.Add(_all);
        return command;
    }

    /// <summary>Answers with the list.</summary>
    /// <param name="context">The command's.</param>
    /// <param name="name">What the list is called in the document.</param>
    /// <param name="read">Reads a page.</param>
    /// <param name="tableOf">Shows a page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<int> AnswerAsync<T>(
        CommandContext context, string name, Reader<T> read, Func<IReadOnlyList<T>, TextTable> tableOf, CancellationToken cancellationToken)
    {
        var limit = context.Get(_limit);
        if (limit < 1)
            throw CommandException.WrongUse(_limit.Name, $"{limit}", "Give 1 or more");
        if (context.Get(_all) && limit is not null)
            throw CommandException.WrongUse(_limit.Name, $"{limit}", $"Leave it out with {_all.Name}");
        return context.Get(_all)
            ? await AllAsync(context, name, read, tableOf, cancellationToken)
            : await SomeAsync(context, name, limit ?? Usual, read, tableOf, cancellationToken);
    }

    private async Task<int> SomeAsync<T>(
        CommandContext context, string name, int limit, Reader<T> read, Func<IReadOnlyList<T>, TextTable> tableOf, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        var token = context.Get(_page);
        do
        {
            var page = await read(Math.Min(limit - items.Count, LongestPage), token, cancellationToken);
            items.AddRange(page.Items);
            token = page.NextPageToken;
        }
        while (token is not null && items.Count < limit);

        var document = new Dictionary<string, object> { [name] = items };
        if (token is not null)
            document["next_page_token"] = token;
        context.Output.Answer(document, screen => screen.Write(tableOf(items)));
        if (token is not null)
            context.Output.Note($"There are more than these {items.Count}: {_all.Name}, or {_page.Name} {token}");
        return ExitCode.Success;
    }

    private async Task<int> AllAsync<T>(
        CommandContext context, string name, Reader<T> read, Func<IReadOnlyList<T>, TextTable> tableOf, CancellationToken cancellationToken)
    {
        var list = context.Output.OpenList(name);
        var token = context.Get(_page);
        try
        {
            do
            {
                var page = await read(LongestPage, token, cancellationToken);
                list.Write(page.Items, tableOf);
                token = page.NextPageToken;
            }
            while (token is not null);
        }
        catch (Exception exception) when (FailureReport.Of(exception) is { } report)
        {
            list.End(report);
            context.Output.Tell(report);
            return report.ExitCode;
        }

        list.End(null);
        return ExitCode.Success;
    }
}
