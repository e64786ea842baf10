create index snapshot_image_by_name on snapshot_image (name);
