/** What build files tell about a project, read without running the build. */
package io.conccheck.cli.project;
