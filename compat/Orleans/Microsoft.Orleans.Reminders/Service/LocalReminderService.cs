namespace Orleans.Reminders;

/// <summary>Rings all reminders of the table; in one process there is nobody to share them with.</summary>
internal sealed partial class LocalReminderService(
    IServiceProvider services,
    IGrainFactory grains,
    IOptions<ReminderOptions> options,
    [FromKeyedServices(ReminderTimeProviderNames.Reminders)] TimeProvider clock,
    ILogger<LocalReminderService> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Dictionary<(GrainId, string), LocalReminder> _reminders = [];
    private readonly Lock _gate = new();
    private ITimer? _refresh;

    private IReminderTable Table => services.GetRequiredService<IReminderTable>();

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(IReminderTable), ServiceLifecycleStage.RuntimeStorageServices, StartTable, StopTable);
        lifecycle.Subscribe(nameof(LocalReminderService), ServiceLifecycleStage.Active, Start, Stop);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId grainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        var least = options.Value.MinimumReminderPeriod;
        if (period < least)
            throw new ArgumentException(
                $"Cannot register reminder {reminderName} as requested period ({period}) is less than minimum allowed reminder period ({least})");

        var entry = new ReminderEntry
        {
            GrainId = grainId,
            ReminderName = reminderName,
            StartAt = clock.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag = await Table.UpsertRow(entry)
            ?? throw new ReminderException($"Could not register reminder {reminderName} of {grainId} to the reminder table.");
        Ring(entry);
        return new GrainReminder(grainId, reminderName, entry.ETag);
    }

    public async Task UnregisterReminder(IGrainReminder reminder)
    {
        var known = reminder as GrainReminder ?? throw new ArgumentException("The reminder is not of this service.", nameof(reminder));
        if (!await Table.RemoveRow(known.GrainId, known.ReminderName, known.ETag))
        {
            throw new ReminderException(
                $"Could not unregister reminder {known.ReminderName} of {known.GrainId} from the reminder table: it is gone or was changed.");
        }

        Silence((known.GrainId, known.ReminderName));
    }

    public async Task<IGrainReminder?> GetReminder(GrainId grainId, string reminderName) =>
        await Table.ReadRow(grainId, reminderName) is { } row ? Handle(row) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId grainId) =>
        [.. (await Table.ReadRows(grainId)).Reminders.Select(Handle)];

    [LoggerMessage(LogLevel.Error, "Reading the reminder table failed; it is read again later")]
    private static partial void LogReadFailed(ILogger logger, Exception exception);

    private static GrainReminder Handle(ReminderEntry row) => new(row.GrainId, row.ReminderName, row.ETag!);

    private Task StartTable(CancellationToken cancellationToken) => services.GetService<IReminderTable>() is { } table
        ? table.StartAsync(cancellationToken)
        : throw new OrleansConfigurationException("AddReminders was called, but no IReminderTable is registered.");

    private Task StopTable(CancellationToken cancellationToken) => Table.StopAsync(cancellationToken);

    private async Task Start(CancellationToken cancellationToken)
    {
        await ReadTableAsync();
        var period = options.Value.RefreshReminderListPeriod;
        _refresh = clock.CreateTimer(static self => _ = ((LocalReminderService)self!).RefreshAsync(), this, period, period);
    }

    private Task Stop(CancellationToken cancellationToken)
    {
        _refresh?.Dispose();
        lock (_gate)
        {
            foreach (var reminder in _reminders.Values)
                reminder.Dispose();

            _reminders.Clear();
        }

        return Task.CompletedTask;
    }

    private async Task RefreshAsync()
    {
        try
        {
            await ReadTableAsync();
        }
        catch (Exception exception)
        {
            LogReadFailed(logger, exception);
        }
    }

    private async Task ReadTableAsync()
    {
        // Taken first: what is registered while the table is read is in neither list.
        List<(GrainId, string)> known;
        lock (_gate)
            known = [.. _reminders.Keys];

        var rows = (await Table.ReadRows(0, 0)).Reminders.ToDictionary(row => (row.GrainId, row.ReminderName));

        foreach (var key in known.Where(key => !rows.ContainsKey(key)))
            Silence(key);

        foreach (var row in rows.Values)
            Ring(row);
    }

    private void Ring(ReminderEntry entry)
    {
        lock (_gate)
        {
            var key = (entry.GrainId, entry.ReminderName);
            if (_reminders.TryGetValue(key, out var ringing))
            {
                if (ringing.Entry.ETag == entry.ETag)
                    return;

                ringing.Dispose();
            }

            _reminders[key] = new LocalReminder(entry, grains, clock, logger);
        }
    }

    private void Silence((GrainId, string) key)
    {
        lock (_gate)
        {
            if (_reminders.Remove(key, out var reminder))
                reminder.Dispose();
        }
    }
}
