using Microsoft.Extensions.Options;

namespace Triad.Persistence;

/// <summary>Checks the settings at start and reports every error at once.</summary>
internal sealed class SqlitePersistenceOptionsValidator : IValidateOptions<SqlitePersistenceOptions>
{
    public ValidateOptionsResult Validate(string? name, SqlitePersistenceOptions options)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(options.DatabasePath))
            errors.Add(Say(nameof(options.DatabasePath), "is empty", "name a file on a local disk"));
        AtLeast(nameof(options.MaxDatabaseBytes), options.MaxDatabaseBytes ?? long.MaxValue, 64 << 10);
        AtLeast(nameof(options.MaxQueuedWrites), options.MaxQueuedWrites, 1);
        AtLeast(nameof(options.MaxWritesPerCommit), options.MaxWritesPerCommit, 1);
        AtLeast(nameof(options.Readers), options.Readers, 1);
        if (options.BusyTimeout < TimeSpan.Zero)
            errors.Add(Say(nameof(options.BusyTimeout), $"is {options.BusyTimeout}", "set a duration that is not negative"));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void AtLeast(string setting, long value, long minimum)
        {
            if (value < minimum)
                errors.Add(Say(setting, FormattableString.Invariant($"is {value}"), FormattableString.Invariant($"set at least {minimum}")));
        }
    }

    private static string Say(string setting, string problem, string remedy) =>
        $"{SqlitePersistenceOptions.Section}:{setting} {problem}; {remedy}.";
}
